"""Speed as ratios: each figure beside a named baseline measured in the same run, on the same machine."""
