package io.micms.platform.testing;

import com.mongodb.MongoSocketException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Leaves a thread's work as a killed process would: from one of its writes on, nothing of it reaches the database any
 * more.
 */
final class Crashes implements BeanPostProcessor {

    private static final Set<String> WRITES = Set.of(
            "bulkWrite",
            "insertOne",
            "insertMany",
            "updateOne",
            "updateMany",
            "replaceOne",
            "deleteOne",
            "deleteMany",
            "findOneAndUpdate",
            "findOneAndReplace",
            "findOneAndDelete");

    private final ThreadLocal<Countdown> countdowns = new ThreadLocal<>();

    /**
     * Where the work is to end.
     *
     * @param write counted from 1
     * @param written whether that write still gets through, and only its answer does not
     */
    record Point(int write, boolean written) {}

    private static final class Countdown {

        private final Point end;
        private int writes;
        private boolean crashed;

        Countdown(Point end) {
            this.end = end;
        }

        void beforeWrite() {
            writes++;
            if (crashed || writes == end.write() && !end.written()) {
                crash();
            }
        }

        void afterWrite() {
            if (writes == end.write()) {
                crash();
            }
        }

        private void crash() {
            crashed = true;
            throw new MongoSocketException("The test ends this process here", new ServerAddress());
        }
    }

    /** @return whether the work came as far as that and was cut off */
    boolean cutOff(Point end, Runnable work) {
        Countdown countdown = new Countdown(end);
        countdowns.set(countdown);
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!countdown.crashed) {
                throw e;
            }
        } finally {
            countdowns.remove();
        }
        return countdown.crashed;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof MongoClient client ? watched(MongoClient.class, client) : bean;
    }

    private <T> T watched(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Countdown countdown = WRITES.contains(method.getName()) ? countdowns.get() : null;
                    if (countdown != null) {
                        countdown.beforeWrite();
                    }
                    @Nullable Object result;
                    try {
                        result = method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (countdown != null) {
                        countdown.afterWrite();
                    }
                    return switch (result) {
                        case MongoDatabase database -> watched(MongoDatabase.class, database);
                        case MongoCollection<?> collection -> watched(MongoCollection.class, collection);
                        case null, default -> result;
                    };
                }));
    }
}
