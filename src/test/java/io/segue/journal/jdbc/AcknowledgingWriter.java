package io.segue.journal.jdbc;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Appends without end and prints the id of each event as it is acknowledged; a process to be killed. */
final class AcknowledgingWriter {
    private AcknowledgingWriter() {}

    public static void main(String[] args) {
        var open = new OpenJournal(Path.of(args[0]));
        for (int caller = 0; caller < 8; caller++) {
            new Thread(() -> {
                        while (true) {
                            var id = UUID.randomUUID().toString();
                            open.journal
                                    .append(List.of(OpenJournal.track(id, "u")))
                                    .toCompletableFuture()
                                    .join();
                            synchronized (AcknowledgingWriter.class) {
                                System.out.println(id);
                                System.out.flush();
                            }
                        }
                    })
                    .start();
        }
    }
}
