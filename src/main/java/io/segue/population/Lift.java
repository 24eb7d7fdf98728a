package io.segue.population;

import java.io.Serializable;

/**
 * How much likelier the users of two features stayed than those of the first one alone.
 *
 * @param used    key of the first feature, in the catalogue or not
 * @param feature key of the second, one of the catalogue
 * @param lift    4 decimals, rounded half up; 1.3 or more
 */
public record Lift(String used, String feature, double lift) implements Serializable {}
