package io.micms.local.mongo;

import io.micms.local.mongo.journal.Journal.Durability;
import io.micms.local.mongo.journal.JournalFailure;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** {@link EmbeddedMongo} as a process of its own. */
public final class MongoProcess {

    private MongoProcess() {}

    /** @param args the directory of its data, the port, and the name of a {@link Durability} in any case */
    public static void main(String[] args) throws InterruptedException {
        try {
            Durability durability = Durability.valueOf(args[2].toUpperCase(Locale.ROOT));
            EmbeddedMongo mongo = EmbeddedMongo.start(Path.of(args[0]), Integer.parseInt(args[1]), durability);
            Runtime.getRuntime().addShutdownHook(new Thread(mongo::close, "mongo-shutdown"));
            System.out.println("The embedded database answers on " + mongo.uri());
        } catch (JournalFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }
}
