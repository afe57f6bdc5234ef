// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.shutdown;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.lifecycle.api.ShutdownParticipant;
import porthole.lifecycle.api.ShutdownPhase;

/**
 * Takes the server's participants through the phases of its end within a budget; what is over the
 * budget is left as it is, which loses no more than a crash would: nothing that was acknowledged.
 * Runs once. Its report may be read by any thread at any time.
 */
public final class Shutdown {
  private static final Duration TICK = Duration.ofSeconds(1);

  /**
   * What the platform gives.
   *
   * @param clock the time of day
   * @param nanoClock for durations
   * @param waiter how to wait
   */
  public record Platform(Clock clock, LongSupplier nanoClock, Waiter waiter) {}

  /** A beginning: the budget is the one that holds then. */
  private record Begun(String reason, Instant since, long nanos, Budget budget) {}

  private final Supplier<List<ShutdownParticipant>> participants;
  private final Supplier<Budget> budget;
  private final Platform platform;
  private final List<PhaseRun> runs = new CopyOnWriteArrayList<>();
  private volatile @Nullable Begun begun;

  /**
   * Nothing happens before {@link #run}.
   *
   * @param participants asked at the beginning of each phase
   * @param budget asked at the beginning
   */
  public Shutdown(
      Supplier<List<ShutdownParticipant>> participants,
      Supplier<Budget> budget,
      Platform platform) {
    this.participants = participants;
    this.budget = budget;
    this.platform = platform;
  }

  /**
   * Ends everything.
   *
   * @param reason who asked for it
   * @return what was abandoned, in words; empty when all has ended
   * @throws IllegalStateException when it runs or has run already
   */
  public List<String> run(String reason, ShutdownListener listener) {
    Begun now = begin(reason);
    listener.began(report());
    List<String> abandoned = new ArrayList<>();
    for (ShutdownPhase phase : ShutdownPhase.values()) {
      PhaseReport end = run(phase, now, listener);
      listener.phaseEnded(end);
      // Requests that go on are not given up here: the databases cut them off.
      if (phase != ShutdownPhase.REQUESTS) {
        end.left().forEach(step -> abandoned.add(Words.of(step, platform.clock().instant())));
      }
    }
    return abandoned;
  }

  private synchronized Begun begin(String reason) {
    if (begun != null) {
      throw new IllegalStateException("The shutdown runs already.");
    }
    Begun now =
        new Begun(
            reason, platform.clock().instant(), platform.nanoClock().getAsLong(), budget.get());
    begun = now;
    return now;
  }

  private PhaseReport run(ShutdownPhase phase, Begun begin, ShutdownListener listener) {
    Duration patience = begin.budget.patience(phase, elapsed(begin));
    long from = platform.nanoClock().getAsLong();
    PhaseRun run = PhaseRun.begin(phase, participantsOf(phase), patience, platform.clock());
    runs.add(run);
    listener.goesOn(report(), true);
    List<Object> before = run.report().footprint();
    Duration left = patience;
    while (!platform.waiter().await(run.all(), shorter(TICK, left)) && !left.isZero()) {
      List<Object> now = run.report().footprint();
      listener.goesOn(report(), !now.equals(before));
      before = now;
      Duration spent = Duration.ofNanos(platform.nanoClock().getAsLong() - from);
      left = patience.compareTo(spent) > 0 ? patience.minus(spent) : Duration.ZERO;
    }
    return run.end();
  }

  private List<ShutdownParticipant> participantsOf(ShutdownPhase phase) {
    return participants.get().stream()
        .filter(participant -> participant.phase() == phase)
        .sorted(Comparator.comparing(participant -> participant.getClass().getName()))
        .toList();
  }

  private Duration elapsed(Begun begin) {
    return Duration.ofNanos(platform.nanoClock().getAsLong() - begin.nanos);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** How far it has come. */
  public ShutdownReport report() {
    Begun begin = begun;
    if (begin == null) {
      return new ShutdownReport("", Instant.EPOCH, Duration.ZERO, budget.get().whole(), List.of());
    }
    return new ShutdownReport(
        begin.reason,
        begin.since,
        elapsed(begin),
        begin.budget.whole(),
        runs.stream().map(PhaseRun::report).toList());
  }
}
