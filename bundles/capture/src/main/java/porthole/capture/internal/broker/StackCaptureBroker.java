// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import porthole.capture.api.BackendStatus;
import porthole.capture.api.CaptureBackend;
import porthole.capture.api.CaptureBroker;
import porthole.capture.api.CaptureException;
import porthole.capture.api.CaptureOptions;
import porthole.capture.api.CaptureReport;
import porthole.capture.api.ThreadEnricher;
import porthole.capture.internal.join.Joiner;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;

/** Takes captures with the backends and enrichers that are there. */
public final class StackCaptureBroker implements CaptureBroker {
  // What the backends leave of the deadline for joining and enriching.
  private static final Duration JOINING = Duration.ofSeconds(1);

  private final Guests guests;
  private final GuestCalls calls;
  private final Joiner joiner;
  private final Selection selection;
  private final Surroundings surroundings;
  private final SharedCapture shared;
  private final BackendPreflight preflight;
  private final VirtualThreadSource virtualThreads;
  private final AtomicReference<@Nullable Instant> capturingSince = new AtomicReference<>();

  /**
   * Who takes part in captures.
   *
   * @param backends take the stacks
   * @param enrichers add to them
   */
  public record Guests(GuestList<CaptureBackend> backends, GuestList<ThreadEnricher> enrichers) {}

  /**
   * What a broker is given from outside.
   *
   * @param clock the wall clock
   * @param monotonicNanos the clock of {@code System.nanoTime()}
   * @param activities where a capture says what it is at
   * @param captures runs captures, one at a time
   * @param calls runs calls of guests; refuses when all its threads are in use
   */
  public record Surroundings(
      Clock clock,
      LongSupplier monotonicNanos,
      Activities activities,
      Executor captures,
      Executor calls) {}

  /** A broker; {@code guests} may change at any time. */
  public StackCaptureBroker(
      Guests guests,
      Joiner joiner,
      Selection selection,
      Surroundings surroundings,
      VirtualThreadSource virtualThreads) {
    this.virtualThreads = virtualThreads;
    this.guests = guests;
    this.joiner = joiner;
    this.selection = selection;
    this.surroundings = surroundings;
    this.calls = new GuestCalls(surroundings.calls());
    this.preflight = new BackendPreflight(calls, surroundings.clock());
    this.shared = new SharedCapture(surroundings.captures(), this::capture);
  }

  @Override
  public CaptureReport capture(Duration patience, CaptureOptions options) throws CaptureException {
    return shared.await(patience, options);
  }

  private CaptureReport capture(CaptureOptions options) throws CaptureException {
    Activities activities = surroundings.activities();
    capturingSince.set(surroundings.clock().instant());
    try (Activity activity =
        activities.begin(
            ActivityKind.CAPTURE,
            "capture stacks",
            Activities.NO_DATABASE,
            Activities.NO_REQUEST)) {
      return take(activity, options);
    } finally {
      capturingSince.set(null);
    }
  }

  private CaptureReport take(Activity activity, CaptureOptions options) throws CaptureException {
    CaptureReport report = new CaptureReport();
    report.startedAt = surroundings.clock().instant();
    long began = surroundings.monotonicNanos().getAsLong();
    Settings settings = selection.current();
    long deadline = began + settings.deadline().toNanos();
    long joining = Math.min(JOINING.toNanos(), settings.deadline().toNanos() / 4);

    VirtualThreadRun virtual =
        new VirtualThreadRun(options.virtualThreads(), surroundings.calls(), virtualThreads);
    activity.detail("asking the backends");
    BackendRun run = new BackendRun(calls, surroundings.monotonicNanos(), options);
    List<Guest<CaptureBackend>> order = order(settings);
    missing(settings.backend(), order, report);
    BackendRun.Taken taken =
        run.take(order, deadline - joining, () -> newEnrichment(deadline, virtual));
    report.backend = taken.backend();
    report.fallbacks.addAll(run.fallbacks);
    report.threadsMissed = taken.capture().threadsMissed;
    report.remarks.addAll(taken.capture().remarks);
    report.skewNanos = taken.capture().skewNanos;
    report.phaseNanos.putAll(taken.capture().phaseNanos);

    activity.detail("joining what is known inside");
    report.threads = joiner.join(taken.capture());
    activity.detail("waiting for the enrichers");
    EnricherRun.Fields fields =
        taken.enrichment().await(deadline - surroundings.monotonicNanos().getAsLong());
    fields.addTo(report.threads);
    report.remarks.addAll(fields.remarks());
    virtual.addTo(report, deadline - surroundings.monotonicNanos().getAsLong());
    report.wallMicros = (surroundings.monotonicNanos().getAsLong() - began) / 1_000;
    return report;
  }

  private Enrichment newEnrichment(long deadlineNanos, VirtualThreadRun virtual) {
    EnricherRun run =
        new EnricherRun(calls, surroundings.monotonicNanos(), guests.enrichers().ranked());
    return new Enrichment(
        surroundings.calls(), virtual::begin, () -> run.ask(joiner.liveThreads(), deadlineNanos));
  }

  private static void missing(
      String chosen, List<Guest<CaptureBackend>> order, CaptureReport report) {
    if (!chosen.isEmpty() && order.stream().noneMatch(guest -> guest.name().equals(chosen))) {
      report.fallbacks.add(
          new CaptureReport.Fallback(
              chosen,
              "The chosen backend is not there.",
              "Start the bundle that offers it, or choose another."));
    }
  }

  private List<Guest<CaptureBackend>> order(Settings settings) {
    List<Guest<CaptureBackend>> order = new ArrayList<>();
    List<Guest<CaptureBackend>> others = new ArrayList<>();
    for (Guest<CaptureBackend> guest : guests.backends().ranked()) {
      (guest.name().equals(settings.backend()) ? order : others).add(guest);
    }
    order.addAll(others);
    return order;
  }

  @Override
  public List<BackendStatus> backends() {
    return preflight.ask(order(selection.current()), capturingSince.get());
  }

  @Override
  public void select(String name) throws CaptureException.NoBackend {
    List<Guest<CaptureBackend>> ranked = guests.backends().ranked();
    if (ranked.stream().noneMatch(guest -> guest.name().equals(name))) {
      String there = ranked.stream().map(Guest::name).collect(Collectors.joining(", "));
      throw new CaptureException.NoBackend(
          "There is no capture backend named \"" + name + "\".",
          there.isEmpty() ? "Start a bundle that offers one." : "Choose one of: " + there + ".");
    }
    selection.choose(name);
  }
}
