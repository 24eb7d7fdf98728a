package io.segue.ofrep;

import io.segue.decisions.Overrides;

/** Whose flags are asked for, and with which traits in place of the user's own. */
record Question(String userId, Overrides overrides) {}
