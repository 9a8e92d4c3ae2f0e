"""Look-up for other programs: the Reconciliation Service API 0.2, by which OpenRefine matches its columns.

`shapes` is what is sent, `service` answers it without any HTTP, `server` puts it on the net and needs the
extra `serve`. Specification: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""
