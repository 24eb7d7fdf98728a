package io.segue.population;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.segue.decisions.DecisionService;
import io.segue.decisions.Playbook;
import io.segue.decisions.PlaybookSource;
import io.segue.journal.JournalUnavailable;
import io.segue.population.Population.Portion;
import io.segue.profiles.Profiles;

/** What this member does for refreshes, whichever member leads them. Safe for use by many threads. */
public final class Worker implements AutoCloseable {
    private final Profiles profiles;
    private final DecisionService decisions;
    private final PlaybookSource playbooks;
    private final Counter users;
    private volatile boolean closing;

    public Worker(Profiles profiles, DecisionService decisions, PlaybookSource playbooks, MeterRegistry meters) {
        this.profiles = profiles;
        this.decisions = decisions;
        this.playbooks = playbooks;
        this.users = Counter.builder("segue.refresh.worked")
                .description("users this member counted or decided on for refreshes, whichever member leads them")
                .register(meters);
    }

    /**
     * Works for another member.
     *
     * @throws JournalUnavailable when users can't be read for lack of the database, which is no error of theirs
     * @throws MemberGone       when this member is about to end
     * @throws RuntimeException when it can't have the version, or can't work at all
     */
    public <T> Portion<T> work(Assignment<T> assignment) {
        goOn();
        try (var held = playbooks.hold(assignment.knowledge())) {
            return work(assignment, held.playbook(), this::goOn);
        }
    }

    /**
     * Works for this member.
     *
     * @param playbook of the version asked for
     * @param pulse    called before each user; what it throws ends the work
     */
    <T> Portion<T> work(Assignment<T> assignment, Playbook playbook, Runnable pulse) {
        var people = new OneByOne(
                playbooks.read(playbook, profiles), assignment.asOf(), pulse, JournalUnavailable.class::isInstance);
        var portion = people.portion(assignment.userIds(), assignment.work(decisions, playbook));
        users.increment(portion.size());
        return portion;
    }

    private void goOn() {
        if (closing) throw new MemberGone("is about to end");
    }

    /** How many users this member worked on, counting each as often as it did. */
    double users() {
        return users.count();
    }

    /** Has others do what this member is asked for from now on, and is being asked for. */
    @Override
    public void close() {
        closing = true;
    }
}
