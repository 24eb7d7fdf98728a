package io.segue.demo;

/**
 * A habit of using the product, kept from signup to the last visit. Days are counted back from the present date, 0 is today.
 *
 * @param tenure       days since signup
 * @param lastVisit    days since the last visit; never longer than the tenure
 * @param visitsAWeek  sessions in a week of average days
 * @param minutes      length of a session
 * @param features     how many features belong to the habit
 * @param sticky       chance, for each feature that keeps people, that it is among them
 * @param milestones   chance of each milestone
 */
record Persona(
        Kind kind,
        Range tenure,
        Range lastVisit,
        Range visitsAWeek,
        Range minutes,
        Range features,
        double sticky,
        double milestones) {
    /** What a habit is called. */
    enum Kind {
        POWER,
        ADVOCATE,
        EXPLORER,
        REGULAR,
        LIGHT,
        RARE,
        EVALUATOR,
        NEWCOMER,
        LEARNER,
        FADING,
        LEFT,
        GONE,
        NEVER
    }

    /** Values from {@code from} to {@code to}, both included where they are whole. */
    record Range(double from, double to) {}

    static final Persona POWER = of(Kind.POWER, 35, 118, 0, 0, 7.5, 10.5, 18, 48, 8, 10, .9, .9);
    static final Persona ADVOCATE = of(Kind.ADVOCATE, 45, 118, 0, 1, 6.5, 9, 12, 28, 8, 10, .9, .9);
    static final Persona EXPLORER = of(Kind.EXPLORER, 25, 100, 0, 1, 5, 8, 4, 9, 4, 6, .5, .75);
    static final Persona REGULAR = of(Kind.REGULAR, 16, 118, 0, 3, 2.2, 3.8, 6, 22, 4, 7, .5, .75);
    static final Persona LIGHT = of(Kind.LIGHT, 15, 118, 0, 8, .7, 1.4, 3, 12, 2, 3, .08, .55);
    static final Persona RARE = of(Kind.RARE, 20, 118, 4, 20, .2, .35, 2, 8, 1, 2, .05, .45);
    static final Persona EVALUATOR = of(Kind.EVALUATOR, 5, 30, 0, 4, 1.5, 4, .5, 3.5, 1, 3, .05, .2);
    static final Persona NEWCOMER = of(Kind.NEWCOMER, 0, 3, 0, 1, 6, 9, 4, 18, 1, 3, .1, .2);
    static final Persona LEARNER = of(Kind.LEARNER, 4, 20, 0, 4, 1.6, 3, 3, 14, 1, 3, .1, .3);
    static final Persona FADING = of(Kind.FADING, 42, 118, 3, 13, 2.5, 5, 6, 20, 3, 6, .15, .7);
    static final Persona LEFT = of(Kind.LEFT, 62, 118, 30, 50, 1.5, 3, 4, 15, 2, 4, .05, .55);
    static final Persona GONE = of(Kind.GONE, 90, 118, 56, 104, 1, 2.5, 2, 12, 1, 3, .05, .3);
    static final Persona NEVER = of(Kind.NEVER, 2, 110, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static Persona of(
            Kind kind,
            int tenureFrom,
            int tenureTo,
            int lastFrom,
            int lastTo,
            double visitsFrom,
            double visitsTo,
            double minutesFrom,
            double minutesTo,
            int featuresFrom,
            int featuresTo,
            double sticky,
            double milestones) {
        return new Persona(
                kind,
                new Range(tenureFrom, tenureTo),
                new Range(lastFrom, lastTo),
                new Range(visitsFrom, visitsTo),
                new Range(minutesFrom, minutesTo),
                new Range(featuresFrom, featuresTo),
                sticky,
                milestones);
    }
}
