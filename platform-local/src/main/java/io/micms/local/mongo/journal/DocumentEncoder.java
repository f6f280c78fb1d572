package io.micms.local.mongo.journal;

import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what the library's encoder writes, without looking each field up by its name and without a map for each array. */
final class DocumentEncoder {

    private static final byte DOCUMENT = 0x03;
    private static final byte ARRAY = 0x04;

    private DocumentEncoder() {}

    static void encode(Map<?, ?> document, ByteBuf out) {
        int start = begin(out);
        for (Map.Entry<?, ?> field : document.entrySet()) {
            encode((String) field.getKey(), field.getValue(), out);
        }
        end(start, out);
    }

    private static void encode(Collection<?> values, ByteBuf out) {
        int start = begin(out);
        int index = 0;
        for (Object value : values) {
            encode(String.valueOf(index++), value, out);
        }
        end(start, out);
    }

    private static void encode(String name, @Nullable Object value, ByteBuf out) {
        byte type = BsonEncoder.determineType(value);
        out.writeByte(type);
        out.writeCharSequence(name, StandardCharsets.UTF_8);
        out.writeByte(0);
        switch (type) {
            case DOCUMENT -> encode((Map<?, ?>) value, out);
            case ARRAY -> encode((Collection<?>) value, out);
            default -> BsonEncoder.encodeValue(type, value, out);
        }
    }

    private static int begin(ByteBuf out) {
        int start = out.writerIndex();
        out.writeIntLE(0);
        return start;
    }

    private static void end(int start, ByteBuf out) {
        out.writeByte(0);
        out.setIntLE(start, out.writerIndex() - start);
    }
}
