"""Passages, uploads, recipients and packs: who may be given which words. Never decides a case."""
