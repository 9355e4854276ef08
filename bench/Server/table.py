"""The table of goals, and the machine that it was measured on."""
import os
import platform

from scenarios import dig, median

WEB = ["FastAPI", "Go"]


def machine(postgres):
    with open("/proc/cpuinfo") as file:
        models = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cpu": models[0] if models else platform.machine(), "cores": os.cpu_count(), "memoryGiB": round(memory),
        "kernel": platform.release(), "postgresql": postgres, "load": round(os.getloadavg()[0], 1)}


def markdown(figures):
    about = figures["machine"]
    lines = [
        f"{about['cpu']}, {about['cores']} cores, {about['memoryGiB']} GiB, Linux {about['kernel']}, PostgreSQL "
        f"{about['postgresql']}, fsync on; medians of {figures['runs']} runs of {figures['seconds']:g} s, load "
        "generator and database on the same cores.", "",
        "| what | goal | measured | met |", "|---|---|---|---|"]
    for name, rows in ROWS.items():
        if name not in figures["results"]:
            continue
        result = figures["results"][name]
        if "failed" in result:
            lines.append(f"| {name} | | failed: {result['failed'].splitlines()[0]} | no |")
            continue
        for what, goal, measured, met in rows(result):
            lines.append(f"| {what} | {goal} | {measured} | {'yes' if met else 'no'} |")
    if figures["missing"]:
        lines += ["", "Not compared: " + "; ".join(figures["missing"]) + "."]
    if figures["quick"]:
        lines += ["", "A quick run: fewer auctions, viewers and rows than the goals speak of."]
    return "\n".join(lines)


def number(value):
    if value is None:
        return "–"
    return f"{value:,.0f}".replace(",", " ") if abs(value) >= 100 else f"{value:.3g}"


def rates(result, name="acceptedPerSecond"):
    return {server: median(runs, name) for server, runs in result.items()}


def others(result, name="acceptedPerSecond"):
    parts = [f"{server} {number(rate)}" for server, rate in rates(result, name).items() if server != "Kontor"]
    return "; " + ", ".join(parts) if parts else ""


def trouble(runs):
    """What must not be passed over in silence."""
    refused, errors = median(runs, "refused") or 0, {}
    for run in runs:
        for kind, count in run.get("errors", {}).items():
            errors[kind] = errors.get(kind, 0) + count
    parts = [f"{number(refused)} refused by the rules"] if refused else []
    parts += [f"{count} × {kind.strip()}" for kind, count in sorted(errors.items())]
    parts += [f"{run['inTheJournal']} in the journal for {run['acceptedInAll']} accepted" for run in runs
              if run.get("inTheJournal", run.get("acceptedInAll")) != run.get("acceptedInAll")]
    parts += [f"{run['broken']} connections broken" for run in runs if run.get("broken")]
    return f" ({', '.join(parts)})" if parts else ""


def bid_rows(result, what, least, times):
    runs, all_rates = result["Kontor"], rates(result)
    ours = all_rates["Kontor"]
    web = max((all_rates[name] for name in WEB if all_rates.get(name)), default=None)
    yield (f"bids/s accepted, {what}", f"≥ {number(least)}",
           f"{number(ours)}, answered {number(median(runs, 'answeredPerSecond'))}{trouble(runs)}{others(result)}",
           ours >= least)
    if times and web:
        yield (f"× the best web server, {what}", f"≥ {times}", number(ours / web), ours / web >= times)
    if "Redis" in all_rates and times == 16:
        yield f"× Redis, {what}", "> 1", number(ours / all_rates["Redis"]), ours > all_rates["Redis"]


def hot(result):
    yield from bid_rows(result, "1 auction, 64 connections", 45_000, 16)
    runs = result["Kontor"]
    for name, most in [("p50", 1.5), ("p99", 4)]:
        value = median(runs, "answeredMilliseconds", name)
        yield f"{name} at full load, 64 connections", f"≤ {most} ms", f"{number(value)} ms", value <= most


def steady(result):
    runs = result["Kontor"]
    value = median(runs, "answeredMilliseconds", "p99")
    kept = median(runs, "answeredPerSecond")
    yield ("p99 at 5 000 bids/s", "≤ 3 ms", f"{number(value)} ms, {number(kept)}/s answered{trouble(runs)}",
           value <= 3 and kept >= 4_900)


def orders(result):
    runs, all_rates = result["Kontor"], rates(result, "perSecond")
    ours, go = all_rates["Kontor"], all_rates.get("Go")
    yield ("GET /orders/{id}, 64 connections", "≥ 30 000/s, ahead of Go",
           f"{number(ours)}/s{trouble(runs)}, p99 {number(median(runs, 'milliseconds', 'p99'))} ms"
           f"{others(result, 'perSecond')}", ours >= 30_000 and (go is None or ours > go))


def viewers(result):
    run = result["Kontor"][0]
    beside = [(name, median(runs, "lastMedian")) for name, runs in result.items() if name != "Kontor"]
    compared = "".join(f"; {name} {number(last)} ms" for name, last in beside)
    whole = not run["incomplete"] and not run["streamRefusals"] and not run["lost"]
    yield (f"one bid to {number(run['viewers'])} viewers, last delivery", "≤ 40 ms, ahead of the others",
           f"{number(run['lastMedian'])} ms (first {number(run['firstMedian'])}, middle {number(run['middleMedian'])}, "
           f"bid answered after {number(run['answerMedian'])}){compared}{'' if whole else ', not complete'}",
           whole and run["lastMedian"] <= 40 and all(run["lastMedian"] < last for _, last in beside))
    yield ("memory of a viewer", "≤ 12 kB", f"{number(run['kilobytesPerViewer'])} kB, after the bids "
           f"{number(run['kilobytesPerViewerAfter'])} kB", run["kilobytesPerViewer"] <= 12)


def storm(result):
    run = result["Kontor"][0]
    p99 = dig(run, ["deliveries", "p99"])
    yield (f"{number(run['viewers'])} viewers while bids arrive: commit to delivery, p99", "≤ 250 ms",
           f"{number(p99)} ms at {number(run['acceptedPerSecond'])} of {number(run['rate'])} bids/s, "
           f"{number(run['events'])} events{trouble([run])}",
           p99 <= 250 and run["acceptedPerSecond"] >= 0.98 * run["rate"])
    yield ("viewers with a wrong state at the end", "0", f"{run['wrongAtTheEnd']}, {run['lost']} lost, right after "
           f"{number(run['settledSeconds'])} s", run["wrongAtTheEnd"] == 0 and run["lost"] == 0)
    yield ("server memory in the storm", "bounded", f"{number(run['serverKilobytesOpen'] / 1024)} MiB before, "
           f"{number(run['serverKilobytesMost'] / 1024)} at most, {number(run['serverKilobytesAfter'] / 1024)} after",
           run["serverKilobytesMost"] < 4 * run["serverKilobytesOpen"])


def idle(result):
    run = result["Kontor"][0]
    yield (f"idle with {run['auctions']} auctions live", "< 3 % of a core",
           f"{number(run['serverPercent'])} %, its database {number(run['databasePercent'])} %",
           run["serverPercent"] < 3)
    for what, name, seen in [("openings", "openingDelay", "opened"), ("closings", "closingDelay", "closed")]:
        most = run[name]["max"]
        yield (f"{what} seen by a viewer", "≤ 50 ms late",
               f"p50 {number(run[name]['p50'])} ms, at most {number(most)} ms, {run[seen]} of {run['auctions']}",
               most <= 50 and run[seen] == run["auctions"])


def restart(result):
    runs = result["Kontor"]
    seconds = median(runs, "seconds")
    yield (f"restart with {runs[0]['auctions']} live auctions and {number(runs[0]['rows'])} rows", "< 5 s",
           f"{number(seconds)} s", seconds < 5 and all(run["phase"] == "open" for run in runs))


ROWS = {
    "bids": hot,
    "bids256": lambda result: bid_rows(result, "1 auction, 256 connections", 60_000, None),
    "spread": lambda result: bid_rows(result, "100 auctions, 64 connections", 45_000, 6.5),
    "steady": steady, "orders": orders, "viewers": viewers, "storm": storm, "idle": idle, "restart": restart,
}
