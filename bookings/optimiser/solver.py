"""One way of running CP-SAT: the same question has the same answer on any machine."""

from __future__ import annotations

from ortools.sat.python import cp_model


def reproducible(*, seed: int, effort: float) -> cp_model.CpSolver:
    """A solver with one worker and a limit in deterministic time, which no slow machine changes.

    Full linear relaxation and no probing: these models are nearly assignment problems, and forty
    meetings over a fortnight are proven best more than twice as fast so.
    """
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = effort
    solver.parameters.linearization_level = 2
    solver.parameters.cp_model_probing_level = 0
    return solver


def has_answer(status: cp_model.CpSolverStatus) -> bool:
    return status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
