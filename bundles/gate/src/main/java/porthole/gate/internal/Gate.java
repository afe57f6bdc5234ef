// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import porthole.gate.internal.access.AllowedHosts;
import porthole.gate.internal.access.Refusal;
import porthole.gate.internal.access.TokenCheck;
import porthole.gate.internal.jetty.JettyGuard;
import porthole.gate.internal.route.InFlight;
import porthole.gate.internal.route.InFlightRequest;
import porthole.gate.internal.route.Parking;
import porthole.gate.internal.route.Routes;
import porthole.gate.internal.route.ServletWatch;
import porthole.http.api.GateRequest;
import porthole.http.api.HttpError;

/**
 * Every request's way in.
 *
 * <p>It is a preprocessor of the whiteboard and no filter: a preprocessor is called before the
 * servlet is chosen, and calling on a second time chooses again. That is how a request survives its
 * servlet being replaced, without a forward and with its body untouched.
 */
@Component(service = Preprocessor.class, configurationPid = "porthole.gate")
@Designate(ocd = GateSettings.class)
public final class Gate implements Preprocessor {

  private static final String HOME_PAGE = "/studio/stacks";

  private final URI url;
  private final TokenCheck tokens;
  private final Routes routes = new Routes();
  private final Traffic traffic;
  private final Parking parking;
  private final InFlight inFlight;
  private final AtomicLong lastRequestId = new AtomicLong();
  private final Clock clock = Clock.systemUTC();
  private final ServletWatch watch;
  private final Drain drain;
  private volatile GateSettings settings;
  private volatile AllowedHosts hosts;

  /** Opens the gate. */
  @Activate
  public Gate(BundleContext context, @Reference Traffic traffic, GateSettings settings) {
    this.traffic = traffic;
    this.parking = traffic.parking();
    this.inFlight = traffic.inFlight();
    this.url = URI.create(context.getProperty("porthole.url"));
    this.tokens = new TokenCheck(Path.of(context.getProperty("porthole.data"), "admin-token"));
    this.settings = settings;
    this.hosts = new AllowedHosts(url, List.of(settings.hosts()));
    routes.configure(List.of(settings.routes()));
    this.watch = new ServletWatch(context, routes, parking);
    this.drain = new Drain(context, this::drain, () -> parking.setClosed(traffic.isEnding()));
    parking.setClosed(traffic.isEnding());
    watch.open();
    drain.open();
  }

  /** Takes new settings for the requests to come. */
  @Modified
  public void configure(GateSettings settings) {
    this.settings = settings;
    this.hosts = new AllowedHosts(url, List.of(settings.hosts()));
    routes.configure(List.of(settings.routes()));
  }

  /** Closes the gate. */
  @Deactivate
  public void close() {
    drain.close();
    watch.close();
    parking.setClosed(true);
  }

  private void drain() {
    parking.setClosed(true);
    // After a shutdown in order nobody is left whom it would make sense to wait for.
    long millis = traffic.isEnding() ? 0 : settings.drainTime_ms();
    if (!answered(millis)) {
      System.getLogger("porthole.gate")
          .log(
              System.Logger.Level.WARNING,
              "{0} requests are still being answered after {1} ms; going on without them",
              inFlight.list(request -> true).size(),
              millis);
    }
  }

  private boolean answered(long millis) {
    CompletableFuture<Void> none = inFlight.none(request -> true);
    try {
      none.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return none.isDone();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void doFilter(ServletRequest rawRequest, ServletResponse rawResponse, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) rawRequest;
    HttpServletResponse response = (HttpServletResponse) rawResponse;
    long id = lastRequestId.incrementAndGet();
    request.setAttribute(GateRequest.ID, id);
    inFlight.enter(inFlightRequest(id, request));
    try {
      Refusal refusal = check(request);
      if (refusal != null) {
        ErrorAnswer.refuse(request, response, refusal);
      } else if (traffic.isEnding() && !InFlightRequest.isDiagnostic(path(request))) {
        refuseSinceEnding(request, response);
      } else {
        answer(request, response, chain);
      }
    } finally {
      leave(id, request);
    }
  }

  private InFlightRequest inFlightRequest(long id, HttpServletRequest request) {
    Closeable connection =
        request.getAttribute(JettyGuard.CONNECTION) instanceof Closeable known ? known : null;
    return new InFlightRequest(id, request.getMethod(), path(request), clock.millis(), connection);
  }

  private void leave(long id, HttpServletRequest request) {
    if (!request.isAsyncStarted()) {
      inFlight.leave(id);
      return;
    }
    try {
      request.getAsyncContext().addListener(new WhenAnswered(() -> inFlight.leave(id)));
    } catch (IllegalStateException e) {
      // A request whose connection has broken says that it goes on, but has ended.
      inFlight.leave(id);
    }
  }

  private void refuseSinceEnding(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Connection", "close");
    ErrorAnswer.unavailable(
        request,
        response,
        settings.retryAfter_s(),
        "The server is shutting down and takes no new requests.");
  }

  private @Nullable Refusal check(HttpServletRequest request) {
    if (request.getMethod().equals("TRACE")) {
      // It would hand a page the headers that the page may not see.
      return new Refusal(
          HttpServletResponse.SC_METHOD_NOT_ALLOWED, HttpError.GENERAL, "TRACE is not answered.");
    }
    Refusal refusal =
        hosts.check(request.getHeader("Host"), Collections.list(request.getHeaders("Origin")));
    return refusal != null
        ? refusal
        : tokens.check(path(request), request.getHeader("Authorization"));
  }

  /** What the whiteboard chooses the servlet by. */
  private static String path(HttpServletRequest request) {
    String info = request.getPathInfo();
    return info == null ? request.getServletPath() : request.getServletPath() + info;
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (attempt(request, response, chain)) {
      return;
    }
    String path = path(request);
    if (path.equals("/")) {
      response.sendRedirect(HOME_PAGE);
    } else if (routes.knows(path)) {
      park(request, response, chain);
    } else {
      ErrorAnswer.refuse(
          request,
          response,
          new Refusal(
              HttpServletResponse.SC_NOT_IMPLEMENTED,
              HttpError.NO_ROUTE,
              "There is no route " + request.getMethod() + " " + path + " in this server."));
    }
  }

  /** Whether somebody answered. */
  private static boolean attempt(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    AwayResponse away = new AwayResponse(request, response);
    chain.doFilter(request, away);
    if (!away.unmatched() && !away.abandoned()) {
      away.breakOffHalfAnswer();
      return true;
    }
    response.reset();
    return false;
  }

  private void park(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean answered = false;
    if (parking.enter(settings.maxParked())) {
      try {
        Deadline deadline = Deadline.in(Duration.ofMillis(settings.parkTime_ms()));
        while (!answered && !deadline.passed() && parking.await()) {
          answered = attempt(request, response, chain);
        }
      } finally {
        parking.leave();
      }
    }
    if (!answered) {
      ErrorAnswer.unavailable(
          request,
          response,
          settings.retryAfter_s(),
          "What answers " + path(request) + " is not there at the moment. Try again soon.");
    }
  }

  /** Runs something when an asynchronous request has ended, however it did. */
  private record WhenAnswered(Runnable action) implements jakarta.servlet.AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      action.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
