package io.micms.local.mongo.journal;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * All that one command changed, as it stands in the file: a mark, the length of what follows the checksum, the checksum of length and
 * content (CRC-32C), the content. Numbers are little-endian.
 */
final class Frame {

    static final int HEADER = 12;
    private static final int MARK = 0x4D_4A_F0_C5;
    private static final byte FIRST_BYTE_OF_MARK = (byte) MARK;

    private Frame() {}

    /** @param frame with a gap of {@link #HEADER} bytes before the content */
    static void seal(ByteBuf frame) {
        int length = frame.readableBytes() - HEADER;
        frame.setIntLE(frame.readerIndex(), MARK);
        frame.setIntLE(frame.readerIndex() + 4, length);
        frame.setIntLE(
                frame.readerIndex() + 8, checksum(length, frame.nioBuffer(frame.readerIndex() + HEADER, length)));
    }

    /** @return the content of the frame at the position, null if there is no whole and sound one */
    static @Nullable ByteBuffer read(FileChannel file, long position) throws IOException {
        long left = file.size() - position - HEADER;
        if (left < 0) {
            return null;
        }
        ByteBuffer header = read(file, position, HEADER);
        int length = header.getInt(4);
        if (header.getInt(0) != MARK || length <= 0 || length > left) {
            return null;
        }
        ByteBuffer content = read(file, position + HEADER, length);
        return checksum(length, content.duplicate()) == header.getInt(8) ? content : null;
    }

    /** @return where the next sound frame begins, -1 if there is none from the position on */
    static long next(FileChannel file, long position) throws IOException {
        int window = 1 << 20;
        for (long start = position; start < file.size(); start += window) {
            ByteBuffer bytes = read(file, start, (int) Math.min(window, file.size() - start));
            for (int offset = 0; offset < bytes.limit(); offset++) {
                if (bytes.get(offset) == FIRST_BYTE_OF_MARK && read(file, start + offset) != null) {
                    return start + offset;
                }
            }
        }
        return -1;
    }

    private static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("The file became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    private static int checksum(int length, ByteBuffer content) {
        CRC32C crc = new CRC32C();
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            crc.update(length >>> shift);
        }
        crc.update(content);
        return (int) crc.getValue();
    }
}
