package io.segue.rules;

/** A table with one answer has none for a fact. It can't happen with knowledge that was proved to have no gaps. */
public final class NoRowMatches extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final transient Topic topic;

    NoRowMatches(Topic topic, Object fact) {
        super("no row of %s matched %s".formatted(topic.name(), fact));
        this.topic = topic;
    }

    /** The question that found no answer. */
    public Topic topic() {
        return topic;
    }
}
