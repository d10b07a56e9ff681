"""Stage 2 as a mixed-integer programme for HiGHS. Prints JSON: value, seconds, peak memory in MB."""
import json
import resource
import sys
import time

import highspy
import numpy as np


def main(path, relaxed, limit):
    data = json.load(open(path))
    alpha = data.get("associate_weight", 500)
    host = {m["id"]: m["organisation"] for m in data["missions"]}
    mission = {m["id"]: m for m in data["missions"]}
    need = {a["id"]: a.get("periods", [1, 2]) for a in data["associates"]}
    cost, rows = [], []
    names = {}

    def row(key):
        return names.setdefault(key, len(names))

    for a, m, own, other in data["pairs"]:
        for p in need[a]:
            if mission[m]["capacity"][p - 1] > 0:
                cost.append(alpha * own + (1000 - alpha) * other)
                rows.append([row(("seat", a, p)), row(("place", m, p)), row(("pair", a, host[m]))])
    lower, upper = [-highspy.kHighsInf] * len(names), [1.0] * len(names)
    for key, at in names.items():
        if key[0] == "seat":
            lower[at] = 1.0
        if key[0] == "place":
            upper[at] = mission[key[1]]["capacity"][key[2] - 1]
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(cost), len(names)
    lp.col_cost_ = np.array(cost, dtype=float)
    lp.col_lower_, lp.col_upper_ = np.zeros(len(cost)), np.ones(len(cost))
    lp.row_lower_, lp.row_upper_ = np.array(lower), np.array(upper)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.arange(0, 3 * len(cost) + 1, 3)
    lp.a_matrix_.index_ = np.array([r for three in rows for r in sorted(three)])
    lp.a_matrix_.value_ = np.ones(3 * len(cost))
    if not relaxed:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(cost)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 2)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("time_limit", float(limit))
    solver.passModel(lp)
    start = time.perf_counter()
    solver.run()
    seconds = time.perf_counter() - start
    done = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    value = solver.getInfo().objective_function_value
    print(json.dumps({"value": round(value), "seconds": seconds, "done": done,
                      "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


if __name__ == "__main__":
    main(sys.argv[1], "--relaxed" in sys.argv, sys.argv[2])
