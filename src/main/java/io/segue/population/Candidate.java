package io.segue.population;

import io.segue.facts.Account;
import io.segue.metrics.Percentiles;
import java.io.Serializable;

/**
 * A user to be decided on, and what the others have to do with it.
 *
 * @param percentiles where the user stands among those counted
 * @param account     what the members of the user's account add up to
 */
record Candidate(String userId, Percentiles percentiles, Account account) implements Serializable {}
