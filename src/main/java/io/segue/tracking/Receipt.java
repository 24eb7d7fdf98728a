package io.segue.tracking;

import java.util.List;

/**
 * What became of the messages of one call; the accepted ones are durable.
 *
 * @param accepted   messages now in the journal that were not before
 * @param duplicates messages whose messageId was there already, or came twice in the call; nothing more was done for them
 * @param refused    messages that cannot be kept, in the order of the call
 */
public record Receipt(int accepted, int duplicates, List<Refused> refused) {
    public Receipt {
        refused = List.copyOf(refused);
    }

    /**
     * One message that cannot be kept.
     *
     * @param index    its place in the call, from 0
     * @param problems everything that is wrong with it, 1 or more
     */
    public record Refused(int index, List<Problem> problems) {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
