package io.micms.campaign.profiles;

import io.micms.campaign.rules.Aggregate.Kind;
import java.time.Instant;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/** Rows as they are read; they are written by what changes in them. */
final class OccurrenceRowCodec implements Codec<OccurrenceRow> {

    @Override
    public Class<OccurrenceRow> getEncoderClass() {
        return OccurrenceRow.class;
    }

    @Override
    public void encode(BsonWriter writer, OccurrenceRow row, EncoderContext context) {
        throw new UnsupportedOperationException("Rows are never written as a whole");
    }

    @Override
    public OccurrenceRow decode(BsonReader reader, DecoderContext context) {
        String id = "";
        Kind kind = Kind.ORDER;
        String source = "";
        String customerId = "";
        long version = 0;
        Occurrence latest = null;
        long countedVersion = OccurrenceRow.NEVER_COUNTED;
        Occurrence counted = null;
        Instant uncounted = null;
        boolean unasked = false;
        reader.readStartDocument();
        for (String field = BsonFields.nextField(reader); field != null; field = BsonFields.nextField(reader)) {
            switch (field) {
                case "_id" -> id = reader.readString();
                case "kind" -> kind = Kind.valueOf(reader.readString());
                case "source" -> source = reader.readString();
                case "customerId" -> customerId = reader.readString();
                case "version" -> version = BsonFields.integer(reader);
                case "latest" -> latest = OccurrenceCodec.read(reader);
                case "countedVersion" -> countedVersion = BsonFields.integer(reader);
                case "counted" -> counted = OccurrenceCodec.read(reader);
                case "uncounted" -> uncounted = BsonFields.instant(reader);
                case "unasked" -> unasked = reader.readBoolean();
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return new OccurrenceRow(
                id, kind, source, customerId, version, latest, countedVersion, counted, uncounted, unasked);
    }
}
