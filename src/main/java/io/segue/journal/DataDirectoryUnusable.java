package io.segue.journal;

import java.io.IOException;
import java.nio.file.Path;

/** The data directory cannot be had. The message names it, {@link #cure()} says what to do. */
public final class DataDirectoryUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String cure;

    private DataDirectoryUnusable(String message, String cure) {
        super(message);
        this.cure = cure;
    }

    static DataDirectoryUnusable inUse(Path path) {
        return new DataDirectoryUnusable(
                "The data directory %s is in use by another running Segue.".formatted(path),
                "Stop the other process, or give this one a directory of its own: SEGUE_DATA_DIR=/some/other/directory.");
    }

    static DataDirectoryUnusable notWritable(Path path, IOException cause) {
        var unusable = new DataDirectoryUnusable(
                "The data directory %s cannot be created or written (%s).".formatted(path, cause),
                "Give the user that runs Segue the right to write there, or name another directory: SEGUE_DATA_DIR=/some/other/directory.");
        unusable.initCause(cause);
        return unusable;
    }

    /** What the one who starts Segue can do about it. */
    public String cure() {
        return cure;
    }
}
