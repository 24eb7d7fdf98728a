package io.segue.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.Constants;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP/1.1 that ends with those who take too long. Tomcat counts the time between two bytes, so that a byte every few seconds keeps a
 * connection, and with a body a thread, for as long as one likes. Here every request under way is looked at once a second. One that takes too
 * long has its socket shut, which Tomcat's own threads then find, as if the other side had gone; nothing of theirs is touched.
 */
public final class BoundedHttp extends Http11NioProtocol {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedHttp.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private @Nullable ServerSettings settings;
    private @Nullable ScheduledFuture<?> look;
    private final Set<BoundedProcessor> underWay = ConcurrentHashMap.newKeySet();

    /** To be called before it starts. */
    void limit(ServerSettings settings) {
        this.settings = settings;
        setMaxHeaderCount(settings.headers());
    }

    @Override
    public void start() throws Exception {
        super.start();
        look = getUtilityExecutor()
                .scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (look != null) look.cancel(false);
        super.stop();
    }

    @Override
    protected Processor createProcessor() {
        return new BoundedProcessor(this, getAdapter());
    }

    private void look() {
        var settings = this.settings;
        if (settings == null) return;
        long now = System.nanoTime();
        int ended = 0;
        for (var processor : underWay) {
            try {
                if (!processor.isFree() && processor.takesTooLong(settings, now) && processor.shut()) ended++;
            } catch (IOException | RuntimeException e) {
                LOG.debug("a connection that took too long ended by itself", e);
            }
        }
        if (ended > 0) LOG.info("ended {} connections that took too long over a request or an answer", ended);
    }

    /** Works on one request of one connection at a time; between requests it is free for others. */
    private final class BoundedProcessor extends Http11Processor {
        BoundedProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
            super(protocol, adapter);
        }

        @Override
        public SocketState service(SocketWrapperBase<?> connection) throws IOException {
            // before it is among those under way, which would else take it for free
            setSocketWrapper(connection);
            underWay.add(this);
            return super.service(connection);
        }

        /** It is not told when it is set free, so that is looked after here. */
        boolean isFree() {
            if (getSocketWrapper() != null) return false;
            underWay.remove(this);
            // it was given work in between
            if (getSocketWrapper() != null) underWay.add(this);
            return true;
        }

        /** Looked at from outside, so what is seen may be a moment old; what ends meanwhile is not among what takes long. */
        boolean takesTooLong(ServerSettings settings, long now) {
            var request = getRequest();
            long begun = request.getStartTimeNanos();
            if (begun < 0) return false;
            return switch (request.getRequestProcessor().getStage()) {
                case Constants.STAGE_PARSE, Constants.STAGE_PREPARE -> isOver(begun, settings.headTime(), now);
                case Constants.STAGE_SERVICE ->
                    isOver(begun, settings.bodyTime(), now) && !request.isFinished()
                            || !isAsync() && isAnsweredTooLong(request, settings, now);
                case Constants.STAGE_ENDINPUT -> isOver(begun, settings.bodyTime(), now);
                case Constants.STAGE_ENDOUTPUT -> isAnsweredTooLong(request, settings, now);
                // so it is while more of the head is to come, and while an answer is worked on elsewhere
                case Constants.STAGE_ENDED -> !isAsync() && isOver(begun, settings.headTime(), now);
                default -> false;
            };
        }

        private boolean isAnsweredTooLong(Request request, ServerSettings settings, long now) {
            var response = request.getResponse();
            return response != null
                    && response.isCommitted()
                    && response.getCommitTimeNanos() > 0
                    && isOver(response.getCommitTimeNanos(), settings.answerTime(), now);
        }

        private boolean isOver(long begun, Duration time, long now) {
            return now - begun > time.toNanos();
        }

        /** Whether there was a connection to shut. */
        boolean shut() throws IOException {
            var connection = getSocketWrapper();
            if (connection == null || !(connection.getSocket() instanceof NioChannel channel)) return false;
            var socket = channel.getIOChannel();
            socket.shutdownInput();
            socket.shutdownOutput();
            return true;
        }
    }
}
