"""The dashboard: who is looking, what they chose, and how answers are shown. Besides ``pages`` the only Streamlit."""
