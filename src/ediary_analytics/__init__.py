"""Analytics and compliance over the exports of a Lithuanian school's electronic diary."""

__version__ = "0.1.0"
