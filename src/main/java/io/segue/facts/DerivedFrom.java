package io.segue.facts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a value of a fact is worked out from, so that whoever may not read those may not read it either. Every figure that a
 * record reads off its components says so, or no rule can read it; a component says so where its definition is made of others.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface DerivedFrom {
    /** Names of values of the same record, or of another part of the facts with that part: {@code metrics.sessions7d}. */
    String[] value();
}
