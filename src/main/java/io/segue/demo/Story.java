package io.segue.demo;

import io.segue.demo.Persona.Range;
import java.util.List;

/** What a customer account is going through, and with it who works there and what they pay. */
enum Story {
    /** A large company outgrowing its plan: ready for a conversation with sales. */
    OUTGROWING(9, List.of("pro"), 600, 9_000, 14_000, 48_000, .82, .97, 24, 34, 40, 118),
    /** A large company that is settled and content. */
    ESTABLISHED(9, List.of("enterprise"), 500, 12_000, 52_000, 240_000, .45, .75, 22, 34, 70, 118),
    /** A large company whose people stop coming. */
    SHRINKING(7, List.of("enterprise", "pro"), 300, 6_000, 18_000, 130_000, .20, .45, 10, 16, 70, 118),
    /** A team that adds members and looks at what the next plan has. */
    GROWING(28, List.of("basic", "pro", "pro"), 12, 240, 2_400, 18_000, .62, .92, 12, 22, 40, 118),
    /** A team that does its work and pays its bills. */
    STEADY(38, List.of("basic", "pro"), 4, 120, 900, 12_000, .25, .65, 9, 18, 50, 118),
    /** A small team that stops coming. */
    FADING(12, List.of("basic", "pro"), 4, 45, 700, 6_000, .10, .35, 7, 12, 60, 118),
    /** A team whose last payment did not go through. */
    UNPAID(8, List.of("basic", "pro"), 3, 60, 600, 14_000, .30, .60, 7, 12, 50, 118),
    /** A team in its trial. */
    TRYING(17, List.of("trial"), 3, 400, 0, 0, .10, .70, 4, 9, 6, 20),
    /** A team that stays on the free plan. */
    FREE(14, List.of("free"), 2, 30, 0, 0, .30, .85, 4, 9, 40, 118),
    /** A team that paid once, went back to the free plan, and left. */
    LAPSED(8, List.of("pro", "basic"), 5, 90, 0, 0, .05, .15, 6, 11, 95, 118);

    final int accounts;
    final List<String> plans;
    final Range employees;
    final Range arr;
    final Range usageOfLimit;
    final Range members;
    final Range age;

    Story(
            int accounts,
            List<String> plans,
            int employeesFrom,
            int employeesTo,
            int arrFrom,
            int arrTo,
            double usageFrom,
            double usageTo,
            int membersFrom,
            int membersTo,
            int ageFrom,
            int ageTo) {
        this.accounts = accounts;
        this.plans = plans;
        this.employees = new Range(employeesFrom, employeesTo);
        this.arr = new Range(arrFrom, arrTo);
        this.usageOfLimit = new Range(usageFrom, usageTo);
        this.members = new Range(membersFrom, membersTo);
        this.age = new Range(ageFrom, ageTo);
    }
}
