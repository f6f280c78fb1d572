package io.micms.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.web.servlet.function.RequestPredicates.GET;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import io.micms.gateway.problem.ProblemAnswer;
import io.micms.gateway.session.SignIns;
import io.micms.gateway.session.SignedIn;
import io.micms.gateway.tokens.AuthServiceAway;
import io.micms.gateway.tokens.SignInTokens;
import io.micms.gateway.tokens.SignedOut;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code GET /api/stream}: server-sent events for whoever is signed in. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class StreamRoute {

    private static final Logger log = LoggerFactory.getLogger(StreamRoute.class);

    private final Streams streams;
    private final StreamProperties properties;
    private final SignInTokens tokens;
    private final SignIns signIns;
    private final Clock clock;

    StreamRoute(Streams streams, StreamProperties properties, SignInTokens tokens, SignIns signIns, Clock clock) {
        this.streams = streams;
        this.properties = properties;
        this.tokens = tokens;
        this.signIns = signIns;
        this.clock = clock;
    }

    /** Before the services, whose last route answers whatever else begins with {@code /api}. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RouterFunction<ServerResponse> stream() {
        return route(GET("/api/stream"), this::open);
    }

    private ServerResponse open(ServerRequest request) {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn)) {
            return ProblemAnswer.of(HttpStatus.UNAUTHORIZED, "Sign in to go on.", request);
        }
        try {
            SignIns.Current current = confirmed(signedIn.current());
            Optional<OpenStream> stream = streams.open(current);
            return stream.isPresent()
                    ? answer(stream.get())
                    : ProblemAnswer.of(HttpStatus.TOO_MANY_REQUESTS, "Too many streams are open.", request);
        } catch (SignedOut e) {
            HttpSession session = request.servletRequest().getSession(false);
            if (session != null) {
                session.invalidate();
            }
            return ProblemAnswer.of(HttpStatus.UNAUTHORIZED, "Sign in to go on.", request);
        } catch (AuthServiceAway e) {
            log.warn("A stream could not be opened", e);
            return ProblemAnswer.of(
                    HttpStatus.SERVICE_UNAVAILABLE, "auth-service does not answer at the moment.", request);
        }
    }

    /** Asks auth-service like any other call does, so that who was deactivated cannot go on listening. */
    private SignIns.Current confirmed(SignIns.Current current) throws SignedOut {
        tokens.accessToken(current);
        return signIns.find(current.id()).orElseThrow(SignedOut::new);
    }

    private ServerResponse answer(OpenStream stream) {
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .build((request, response) -> write(stream, request, response));
    }

    /**
     * The request ends here as far as filters are concerned: each writes the session back as it read it, which hours later would
     * bring back one that has ended.
     */
    private @Nullable ModelAndView write(OpenStream stream, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            OutputStream out = response.getOutputStream();
            out.write("retry: %d\n\n".formatted(retryMillis()).getBytes(UTF_8));
            out.flush();
            AsyncContext async = request.startAsync(request, response);
            async.setTimeout(0);
            Writing writing = new Writing(stream, async, out);
            async.addListener(writing);
            Thread.ofVirtual().name("stream").start(writing);
        } catch (IOException | RuntimeException e) {
            streams.closed(stream);
            throw e;
        }
        return null;
    }

    /**
     * Ends the answer once, and never while something is being written: the container gives the objects of an answer that has ended
     * to the next request, and a write that fails late would fail that one.
     */
    private final class Writing implements Runnable, AsyncListener {

        private final OpenStream stream;
        private final AsyncContext async;
        private final OutputStream out;
        private final AtomicBoolean ending = new AtomicBoolean();
        private final CountDownLatch written = new CountDownLatch(1);

        Writing(OpenStream stream, AsyncContext async, OutputStream out) {
            this.stream = stream;
            this.async = async;
            this.out = out;
        }

        @Override
        public void run() {
            try {
                Instant until = clock.instant().plus(properties.lifetime());
                stream.writeTo(out, properties.heartbeat(), until, clock);
            } catch (IOException e) {
                log.debug("A client of a stream hung up: {}", e.toString());
            } finally {
                streams.closed(stream);
                if (ending.compareAndSet(false, true)) {
                    complete();
                }
                written.countDown();
            }
        }

        /** The container saw it first; without an end here it would go on to its error page, with nobody to read that. */
        @Override
        public void onError(AsyncEvent event) {
            streams.closed(stream);
            boolean endsHere = ending.compareAndSet(false, true);
            try {
                written.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (endsHere) {
                complete();
            }
        }

        private void complete() {
            try {
                async.complete();
            } catch (IllegalStateException e) {
                log.debug("The container has ended the stream already: {}", e.toString());
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            onError(event);
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    /** Not the same for all, so that they don't all come back at once when a gateway has gone. */
    private long retryMillis() {
        long least = properties.retry().toMillis();
        return ThreadLocalRandom.current().nextLong(least, 2 * least + 1);
    }
}
