"""The drift radar: what needs somebody, found by deadlines and rules, each fact once."""
