package io.micms.local.mongo.journal;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class DocumentEncoderTest {

    @Test
    void writesByteForByteWhatTheLibraryWrites() {
        Document document = new Document("_id", new ObjectId())
                .append("text", "Grüße, 你好, 👋")
                .append("naïve", "a name that is not ASCII")
                .append("empty", "")
                .append("nothing", null)
                .append("integer", 7)
                .append("long", 1L << 40)
                .append("double", -0.5)
                .append("decimal", Decimal128.fromNumber(12.5))
                .append("flag", true)
                .append("instant", Instant.ofEpochMilli(1_700_000_000_123L))
                .append("uuid", new UUID(1, 2))
                .append("regex", new BsonRegularExpression("^a", "i"))
                .append("most", MaxKey.getInstance())
                .append("none", List.of())
                .append("set", new LinkedHashSet<>(List.of("one", 2)))
                .append("list", List.of(1, List.of("nested"), new Document("deep", new Document())))
                .append("document", new Document("a", 1).append("b", new Document("c", List.of("d"))));

        assertThat(bytes(document, DocumentEncoder::encode)).isEqualTo(bytes(document, BsonEncoder::encodeDocument));
    }

    private static byte[] bytes(Document document, BiConsumer<Document, ByteBuf> encoder) {
        ByteBuf out = Unpooled.buffer();
        encoder.accept(document, out);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }
}
