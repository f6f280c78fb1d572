package io.micms.campaign.profiles;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoCollection;
import java.util.function.Function;
import org.bson.BsonDocumentReader;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.springframework.data.mongodb.core.MongoTemplate;

/** A collection of profiles or of what happened to customers, read and written by the codecs of this package. */
record Stored<T>(MongoTemplate mongo, Class<T> type) {

    private static final CodecRegistry CODECS = CodecRegistries.fromRegistries(
            CodecRegistries.fromCodecs(new ProfileCodec(), new OccurrenceRowCodec(), new OccurrenceCodec()),
            MongoClientSettings.getDefaultCodecRegistry());

    /** @return what the work returns; its failures are those that Spring's templates have */
    <R> R with(Function<MongoCollection<T>, R> work) {
        return mongo.execute(
                type,
                collection -> work.apply(collection.withDocumentClass(type).withCodecRegistry(CODECS)));
    }

    /** One that was read as a tree. */
    T of(Document document) {
        return CODECS.get(type)
                .decode(
                        new BsonDocumentReader(document.toBsonDocument(Document.class, CODECS)),
                        DecoderContext.builder().build());
    }
}
