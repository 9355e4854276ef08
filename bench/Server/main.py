"""bin/bench server: measures the whole server, beside others, and prints a table of goals."""
import argparse
import json
import os
import pathlib
import sys
import time

import kontor
import processes
import rivals
import scenarios
import table
from stage import Stage

#: In the order in which they run: what grows the database most comes last.
SCENARIOS = ["bids", "bids256", "spread", "steady", "orders", "viewers", "storm", "idle", "restart"]


def arguments():
    parser = argparse.ArgumentParser(prog="bin/bench server", description=__doc__)
    parser.add_argument("--runs", type=int, help="of each measurement; the table has the median (default 5)")
    parser.add_argument("--seconds", type=float, help="of each run (default 10)")
    parser.add_argument("--quick", action="store_true", help="about a minute: shows that everything works")
    parser.add_argument("--step", choices=["own", "best"], default="own",
                        help="what a bid has to improve on: its bidder's own offer (default) or the best")
    parser.add_argument("--fill", choices=["sql", "bids"], default="sql",
                        help="how the journals for the restart come about: put into the database, or bid over the API")
    parser.add_argument("--only", default=",".join(SCENARIOS), help=f"some of {','.join(SCENARIOS)}")
    parser.add_argument("--no-rivals", action="store_true", help="without the servers to compare with")
    parser.add_argument("--json", help="a file for all figures of all runs")
    options = parser.parse_args()
    options.runs = options.runs or (1 if options.quick else 5)
    options.seconds = options.seconds or (1.0 if options.quick else 10.0)
    options.only = options.only.split(",")
    unknown = set(options.only) - set(SCENARIOS)
    if unknown:
        parser.error(f"no such scenario: {', '.join(sorted(unknown))}")
    return options


def perform(name, bench):
    return {
        "bids": lambda: scenarios.bids(bench, 64, 1),
        "bids256": lambda: scenarios.bids(bench, 256, 1, rivals=False),
        "spread": lambda: scenarios.bids(bench, 64, 100),
        "steady": lambda: scenarios.steady(bench),
        "orders": lambda: scenarios.orders(bench),
        "viewers": lambda: scenarios.viewers(bench),
        "storm": lambda: scenarios.storm(bench),
        "idle": lambda: scenarios.idle(bench),
        "restart": lambda: scenarios.restart(bench),
    }[name]()


def measure(options):
    programs = pathlib.Path(os.environ["KONTOR_BENCH_PROGRAMS"])
    cache = kontor.ROOT / ".build" / "bench"
    cache.mkdir(parents=True, exist_ok=True)
    server = kontor.Kontor(str(programs / "kontor"))
    server.start()
    stage = Stage(server)
    stage.register()
    found, missing = ([], ["left out"]) if options.no_rivals else rivals.all_of(server, cache)
    bench = scenarios.Bench(server, stage, str(programs / "bench-load"), found, options)
    results = {}
    for name in SCENARIOS:
        if name not in options.only:
            continue
        began = time.monotonic()
        try:
            results[name] = perform(name, bench)
        except Exception as fault:  # One scenario that fails must not take the figures of the others with it.
            results[name] = {"failed": f"{type(fault).__name__}: {fault}"}
            print(results[name]["failed"], file=sys.stderr)
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    postgres = server.sql("SHOW server_version").strip()
    return {"machine": table.machine(postgres), "missing": missing, "runs": options.runs,
            "seconds": options.seconds, "quick": options.quick, "results": results}


def main():
    options = arguments()
    processes.raise_limits()
    processes.interrupt_on_signals()
    try:
        figures = measure(options)
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        processes.end_everything()
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(figures, indent=1) + "\n")
    print(table.markdown(figures))


main()
