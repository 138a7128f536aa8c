"""``python -m ediary_analytics.synth FOLDER`` writes the sample schools again (default: ``sample_data``)."""

import sys
from pathlib import Path

from ediary_analytics.synth.samples import write_samples

write_samples(Path(*sys.argv[1:2] or ["sample_data"]))
