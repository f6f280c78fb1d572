package io.micms.local.mongo;

import java.util.concurrent.CountDownLatch;

/** {@link EmbeddedMongo} as a process of its own. */
public final class MongoProcess {

    private MongoProcess() {}

    /** @param args the port */
    public static void main(String[] args) throws InterruptedException {
        EmbeddedMongo mongo = EmbeddedMongo.start(Integer.parseInt(args[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(mongo::close, "mongo-shutdown"));
        System.out.println("The embedded database answers on " + mongo.uri());
        new CountDownLatch(1).await();
    }
}
