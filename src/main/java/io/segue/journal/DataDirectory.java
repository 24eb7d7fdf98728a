package io.segue.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The one directory in which this process keeps what must outlive it. It is locked while open, since two processes writing one
 * journal would not know of each other. The lock goes with the process, however that ends.
 */
public final class DataDirectory implements AutoCloseable {
    private static final String LOCK_FILE = "segue.lock";

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the directory if need be and locks it.
     *
     * @throws DataDirectoryUnusable when another process holds it, or it cannot be created or written
     */
    public static DataDirectory open(Path directory) {
        var path = directory.toAbsolutePath().normalize();
        FileChannel channel;
        try {
            Files.createDirectories(path);
            channel = FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw DataDirectoryUnusable.notWritable(path, e);
        }
        if (lock(path, channel) == null) {
            closeQuietly(channel);
            throw DataDirectoryUnusable.inUse(path);
        }
        return new DataDirectory(path, channel);
    }

    private static @Nullable FileLock lock(Path path, FileChannel channel) {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        } catch (IOException e) {
            closeQuietly(channel);
            throw DataDirectoryUnusable.notWritable(path, e);
        }
    }

    /** Absolute. */
    public Path path() {
        return path;
    }

    /** Gives the directory free. */
    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // the lock is released by the operating system when the process ends
        }
    }
}
