package io.micms.local.mongo.journal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only file of everything that changed, which is the data when it is read again from the start.
 *
 * <p>A command's changes are one frame, so they are all there after a crash or none is. What {@link #commit} returned for is in the
 * hands of the operating system: the death of this process, also by {@code kill -9}, loses none of it. What is on the disk itself is
 * what {@link #awaitForced} returned for: under {@link Durability#FORCED} callers wait for that, and one force serves all who wait;
 * under {@link Durability#WRITTEN} it happens {@value #FORCE_MILLIS} ms later in the background, as {@code mongod} does by default,
 * and a loss of power costs that much. A disk that lies about having written is beyond this class.
 *
 * <p>A file that ends within a frame is cut there when it is opened: that frame was never acknowledged. A broken frame with sound
 * ones behind it is another matter, and the file is refused rather than shortened.
 *
 * <p>{@link #record} and {@link #commit} are for one thread at a time; the rest is thread-safe.
 */
public final class Journal implements AutoCloseable {

    /** What a caller of {@link #awaitForced} waits for. */
    public enum Durability {
        /** Nothing: what is written survives the process, and a loss of power from a moment later on. */
        WRITTEN,
        /** That the disk has it. */
        FORCED
    }

    static final int FORCE_MILLIS = 100;

    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final String FILE = "journal";
    private static final String NEXT_FILE = "journal.next";
    private static final String LOCK_FILE = "lock";
    private static final byte[] TITLE = "mi-cms journal 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SNAPSHOT_FRAME = 1 << 20;

    private final Path directory;
    private final FileChannel lockFile;
    private final Durability durability;
    private final FrameContent frame = new FrameContent();
    private final Object force = new Object();

    private volatile FileChannel file;
    private volatile long written;
    private volatile @Nullable Throwable failure;
    /** Bytes of files before the current one, so that positions only ever grow. */
    private volatile long earlier;

    private long forced;
    private boolean forcing;
    private boolean closed;

    private Journal(Path directory, FileChannel lockFile, FileChannel file, Durability durability) throws IOException {
        this.directory = directory;
        this.lockFile = lockFile;
        this.file = file;
        this.durability = durability;
        this.written = file.size();
        this.forced = written;
        if (durability == Durability.WRITTEN) {
            Thread.ofPlatform().daemon().name("journal-force").start(this::forceNowAndThen);
        }
    }

    /**
     * Opens the journal of a directory, which is made if it is not there, and tells what it has.
     *
     * @throws JournalFailure if another process uses the directory, or the file is damaged other than at its end
     */
    public static Journal open(Path directory, Durability durability, Change.Replay replay) {
        FileChannel lock = null;
        FileChannel file = null;
        try {
            Files.createDirectories(directory);
            lock = lock(directory);
            // What a compaction left behind that did not come to its end.
            Files.deleteIfExists(directory.resolve(NEXT_FILE));
            file = openFile(directory.resolve(FILE));
            replay(directory.resolve(FILE), file, replay);
            return new Journal(directory, lock, file, durability);
        } catch (IOException e) {
            closeQuietly(file, lock);
            throw new JournalFailure("The journal in " + directory + " cannot be opened: " + e, e);
        } catch (RuntimeException e) {
            closeQuietly(file, lock);
            throw e;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        Path path = directory.resolve(LOCK_FILE);
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            log.debug("The lock is this process's own", e);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new JournalFailure("The data in " + directory + " is in use by another process ("
                    + Files.readString(path).strip() + "); stop that one first, or use another directory");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(("pid " + ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static FileChannel openFile(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.size() < TITLE.length) {
            channel.truncate(0);
            writeFully(channel, ByteBuffer.wrap(TITLE), 0);
            channel.force(true);
            forceDirectory(path.toAbsolutePath().getParent());
        }
        return channel;
    }

    private static void replay(Path path, FileChannel file, Change.Replay target) throws IOException {
        ByteBuffer title = ByteBuffer.allocate(TITLE.length);
        file.read(title, 0);
        if (!title.flip().equals(ByteBuffer.wrap(TITLE))) {
            throw new JournalFailure(path + " is not a journal of this version");
        }
        long position = TITLE.length;
        while (position < file.size()) {
            ByteBuffer content = Frame.read(file, position);
            if (content == null) {
                cut(path, file, position);
                return;
            }
            int length = content.remaining();
            try {
                FrameContent.replay(Unpooled.wrappedBuffer(content), target);
            } catch (RuntimeException e) {
                throw new JournalFailure(path + " has a frame at offset " + position + " that makes no sense: " + e, e);
            }
            position += Frame.HEADER + length;
        }
    }

    private static void cut(Path path, FileChannel file, long position) throws IOException {
        long lost = file.size() - position;
        long next = Frame.next(file, position + 1);
        if (next >= 0) {
            throw new JournalFailure(
                    ("%s is damaged at offset %d, with sound data again from offset %d to %d. It is left as it"
                                    + " is. To go on with the data before the damage only, cut the file: truncate -s %d '%s'")
                            .formatted(path, position, next, file.size(), position, path));
        }
        file.truncate(position);
        file.force(true);
        log.warn("{} ended within a frame, as after a crash: its last {} bytes are cut off", path, lost);
    }

    /** Takes a change into the current frame. */
    public int record(Change change) {
        return frame.add(change);
    }

    /**
     * Writes what was recorded since the last time, as one frame.
     *
     * @return the position to await
     * @throws JournalFailure if it cannot be written; nothing can be from then on
     */
    public long commit() {
        if (frame.isEmpty()) {
            return written;
        }
        ensureSound();
        try {
            ByteBuffer bytes = frame.sealed().nioBuffer();
            int length = bytes.remaining();
            writeFully(file, bytes, written - earlier);
            written += length;
            return written;
        } catch (IOException e) {
            throw fail(e);
        } finally {
            frame.clear();
        }
    }

    /** Waits until the disk has everything before a position, if that was asked for. */
    public void awaitForced(long position) {
        if (durability == Durability.FORCED) {
            forceUpTo(position);
        }
    }

    /** @throws JournalFailure if an earlier change could not be written, so that the heap has what the file has not */
    public void ensureSound() {
        Throwable cause = failure;
        if (cause != null) {
            throw new JournalFailure(
                    "The journal in " + directory + " could not be written (" + cause + "); start again", cause);
        }
    }

    /** The position to await for everything that has been written so far. */
    public long written() {
        return written;
    }

    /** How long the file is, in bytes. */
    public long length() {
        return written - earlier;
    }

    /** One caller forces, for all who wait by then; the others wait for it. */
    private void forceUpTo(long position) {
        while (true) {
            FileChannel current;
            long target;
            synchronized (force) {
                while (forcing && forced < position) {
                    waitForForce();
                }
                ensureSound();
                if (forced >= position || closed) {
                    return;
                }
                forcing = true;
                target = written;
                current = file;
            }
            try {
                current.force(false);
            } catch (IOException e) {
                synchronized (force) {
                    forcing = false;
                    force.notifyAll();
                }
                throw fail(e);
            }
            synchronized (force) {
                forcing = false;
                forced = Math.max(forced, target);
                force.notifyAll();
            }
        }
    }

    private void waitForForce() {
        try {
            force.wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalFailure("Interrupted while waiting for the disk", e);
        }
    }

    private void forceNowAndThen() {
        while (true) {
            synchronized (force) {
                if (closed) {
                    return;
                }
                try {
                    force.wait(FORCE_MILLIS);
                } catch (InterruptedException e) {
                    return;
                }
            }
            try {
                forceUpTo(written);
            } catch (JournalFailure e) {
                log.error("{}", e.getMessage());
                return;
            }
        }
    }

    /**
     * A new file that has only what is there now.
     *
     * @param from the position that {@code state} is the state of
     * @param state changes that lead to it from nothing
     * @throws IOException if the new file cannot be written; the old one goes on
     */
    public Compaction compact(long from, Stream<Change> state) throws IOException {
        return new Compaction(from, state);
    }

    /** In two steps, of which only the second, short one must keep writers out. */
    public final class Compaction {

        private final long from;
        private final FileChannel next;

        private Compaction(long from, Stream<Change> state) throws IOException {
            this.from = from;
            this.next = FileChannel.open(
                    directory.resolve(NEXT_FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            try {
                writeFully(next, ByteBuffer.wrap(TITLE), 0);
                writeAll(state);
                next.force(false);
            } catch (IOException | RuntimeException e) {
                next.close();
                throw e;
            }
        }

        private void writeAll(Stream<Change> state) throws IOException {
            FrameContent content = new FrameContent();
            for (Change change : (Iterable<Change>) state::iterator) {
                content.add(change);
                if (content.length() > SNAPSHOT_FRAME) {
                    flush(content);
                }
            }
            flush(content);
        }

        private void flush(FrameContent content) throws IOException {
            if (!content.isEmpty()) {
                ByteBuf bytes = content.sealed();
                writeFully(next, bytes.nioBuffer(), next.size());
                content.clear();
            }
        }

        /**
         * Adds what has happened since, and puts the new file in the place of the old one.
         *
         * @throws IOException if that fails; the old one goes on
         */
        public void finish() throws IOException {
            try {
                long position = from - earlier;
                while (position < length()) {
                    position += file.transferTo(position, length() - position, next.position(next.size()));
                }
                next.force(false);
                Files.move(
                        directory.resolve(NEXT_FILE),
                        directory.resolve(FILE),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                next.close();
                throw e;
            }
            forceDirectory(directory);
            replaceFile();
        }

        private void replaceFile() throws IOException {
            synchronized (force) {
                while (forcing) {
                    waitForForce();
                }
                FileChannel old = file;
                earlier = written - next.size();
                file = next;
                forced = written;
                old.close();
            }
        }
    }

    @Override
    public void close() {
        try {
            forceUpTo(written);
        } catch (JournalFailure e) {
            log.error("{}", e.getMessage());
        }
        synchronized (force) {
            closed = true;
            force.notifyAll();
        }
        closeQuietly(file, lockFile);
    }

    private JournalFailure fail(IOException e) {
        failure = e;
        return new JournalFailure("The journal in " + directory + " could not be written: " + e, e);
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** Without this, a renamed file may have its old name again after a loss of power. */
    private static void forceDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            log.debug("{} cannot be forced on this system", directory, e);
        }
    }

    private static void closeQuietly(@Nullable FileChannel... channels) {
        for (FileChannel channel : channels) {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                log.debug("Could not close {}", channel, e);
            }
        }
    }
}
