package io.micms.campaign.profiles;

import io.micms.campaign.profiles.Occurrence.Item;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/** Occurrences as they are stored, in rows and in profiles. */
final class OccurrenceCodec implements Codec<Occurrence> {

    @Override
    public Class<Occurrence> getEncoderClass() {
        return Occurrence.class;
    }

    @Override
    public void encode(BsonWriter writer, Occurrence occurrence, EncoderContext context) {
        write(writer, occurrence);
    }

    @Override
    public Occurrence decode(BsonReader reader, DecoderContext context) {
        return read(reader);
    }

    static void write(BsonWriter writer, Occurrence occurrence) {
        writer.writeStartDocument();
        BsonFields.write(writer, "at", occurrence.at());
        BsonFields.write(writer, "amount", occurrence.amount());
        BsonFields.write(writer, "items", occurrence.items(), OccurrenceCodec::write);
        BsonFields.write(writer, "channel", occurrence.channel());
        BsonFields.write(writer, "campaign", occurrence.campaign());
        writer.writeEndDocument();
    }

    private static void write(BsonWriter writer, Item item) {
        writer.writeStartDocument();
        BsonFields.write(writer, "category", item.category());
        BsonFields.write(writer, "sku", item.sku());
        BsonFields.write(writer, "amount", item.amount());
        writer.writeEndDocument();
    }

    static Occurrence read(BsonReader reader) {
        Instant at = Instant.EPOCH;
        BigDecimal amount = BigDecimal.ZERO;
        List<Item> items = List.of();
        String channel = null;
        String campaign = null;
        reader.readStartDocument();
        for (String field = BsonFields.nextField(reader); field != null; field = BsonFields.nextField(reader)) {
            switch (field) {
                case "at" -> at = BsonFields.instant(reader);
                case "amount" -> amount = BsonFields.decimal(reader);
                case "items" -> items = BsonFields.list(reader, OccurrenceCodec::item);
                case "channel" -> channel = reader.readString();
                case "campaign" -> campaign = reader.readString();
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return new Occurrence(at, amount, items, channel, campaign);
    }

    private static Item item(BsonReader reader) {
        String category = null;
        String sku = null;
        BigDecimal amount = BigDecimal.ZERO;
        reader.readStartDocument();
        for (String field = BsonFields.nextField(reader); field != null; field = BsonFields.nextField(reader)) {
            switch (field) {
                case "category" -> category = reader.readString();
                case "sku" -> sku = reader.readString();
                case "amount" -> amount = BsonFields.decimal(reader);
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return new Item(category, sku, amount);
    }
}
