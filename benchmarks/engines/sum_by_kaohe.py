"""The weighted sum alone by kaohe."""

from __future__ import annotations

from importlib.metadata import version

import pyarrow as pa

import kaohe
from engines import Ready
from engines.by_kaohe import figures
from workload import Work, plain_document


def prepare(work: Work, threads: int) -> Ready:
    scheme = kaohe.loads(plain_document(work.leaves))
    table = pa.table({"unit": work.names, **work.leaf_columns()})
    return Ready(lambda: scheme.assess(table, threads=threads), figures, version("kaohe"))
