package io.micms.gateway.stream;

import io.micms.gateway.session.SignIn;
import io.micms.gateway.session.SignInEnded;
import io.micms.gateway.session.SignIns;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** All streams that are open at this gateway. They end with the sign-in they belong to, and before the gateway does. */
@Component
class Streams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Streams.class);

    /** Tells the client that anything may have changed since it last heard of us. */
    private static final String HELLO = "hello";

    private final StreamProperties properties;
    private final SignIns signIns;
    private final JsonMapper json;
    private final MeterRegistry metrics;
    private final Counter dropped;
    private final Set<OpenStream> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private final String run;
    private volatile boolean running;

    Streams(StreamProperties properties, SignIns signIns, JsonMapper json, MeterRegistry metrics, Clock clock) {
        this.properties = properties;
        this.signIns = signIns;
        this.json = json;
        this.metrics = metrics;
        this.run = Long.toString(clock.millis(), Character.MAX_RADIX);
        this.dropped = Counter.builder("micms.stream.dropped")
                .description("Clients that were too slow and disconnected")
                .register(metrics);
        Gauge.builder("micms.stream.open", open, Set::size)
                .description("Open streams of server-sent events")
                .register(metrics);
    }

    /** Empty if the person has as many as they may. */
    synchronized Optional<OpenStream> open(SignIns.Current current) {
        long already = open.stream()
                .filter(stream ->
                        stream.person().id().equals(current.signIn().person().id()))
                .count();
        if (!running || already >= properties.perPerson()) {
            return Optional.empty();
        }
        OpenStream stream = new OpenStream(current, properties.waiting());
        stream.offer(hello());
        open.add(stream);
        return Optional.of(stream);
    }

    void closed(OpenStream stream) {
        stream.close();
        open.remove(stream);
    }

    /** Tells whoever of those connected it is for. */
    void tell(String name, String about, Object body, Predicate<SignIn.Person> whom) {
        tell(event(name, about, body), whom);
    }

    /** Has everybody ask for everything again. */
    void tellAllToRefetch() {
        tell(hello(), person -> true);
    }

    private void tell(StreamEvent event, Predicate<SignIn.Person> whom) {
        long told = 0;
        for (OpenStream stream : open) {
            if (whom.test(stream.person())) {
                told++;
                if (!stream.offer(event)) {
                    dropped.increment();
                    closed(stream);
                }
            }
        }
        metrics.counter("micms.stream.events", "event", event.name()).increment(told);
    }

    private StreamEvent hello() {
        return event(HELLO, HELLO, new Hello());
    }

    private record Hello() {}

    private StreamEvent event(String name, String about, Object body) {
        return new StreamEvent(run + "-" + numbers.incrementAndGet(), name, about, json.writeValueAsString(body));
    }

    @EventListener
    void signedOut(SignInEnded ended) {
        open.stream().filter(stream -> stream.signInId().equals(ended.id())).forEach(this::closed);
    }

    /** Sign-ins also end at other gateways, and by themselves. */
    @Scheduled(fixedDelayString = "${micms.stream.look-for-ended-every:15s}")
    void closeThoseWhoseSignInHasEnded() {
        if (open.isEmpty()) {
            return;
        }
        try {
            // Those that are opened in between are looked at next time.
            List<OpenStream> asked = List.copyOf(open);
            Set<String> live =
                    signIns.live(asked.stream().map(OpenStream::signInId).collect(Collectors.toSet()));
            asked.stream().filter(stream -> !live.contains(stream.signInId())).forEach(this::closed);
        } catch (DataAccessException e) {
            log.warn("Whether sign-ins have ended cannot be seen at the moment: {}", e.toString());
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** In the default phase, which ends before the web server waits for open requests. */
    @Override
    public synchronized void stop() {
        running = false;
        open.forEach(this::closed);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
