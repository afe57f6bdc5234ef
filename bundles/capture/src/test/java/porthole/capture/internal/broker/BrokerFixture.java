// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import porthole.capture.api.Availability;
import porthole.capture.api.CaptureBackend;
import porthole.capture.api.CaptureException;
import porthole.capture.api.CaptureRequest;
import porthole.capture.api.RawCapture;
import porthole.capture.api.RawThread;
import porthole.capture.api.ThreadEnricher;
import porthole.capture.api.VirtualThreads;
import porthole.capture.internal.join.CpuSampler;
import porthole.capture.internal.join.Joiner;
import porthole.capture.internal.join.LockOwners;
import porthole.introspection.api.Activities;

/** A broker with backends and enrichers that do as a test says. */
final class BrokerFixture implements AutoCloseable {
  /** Takes stacks as a test says. */
  interface Taking {
    RawCapture capture(CaptureRequest request) throws Exception;
  }

  final GuestList<CaptureBackend> backends = new GuestList<>();
  final GuestList<ThreadEnricher> enrichers = new GuestList<>();
  final List<String> kept = new ArrayList<>();
  final Selection selection;
  final StackCaptureBroker broker;
  private final ExecutorService captures = Executors.newSingleThreadExecutor();
  private final ExecutorService calls =
      new ThreadPoolExecutor(0, 16, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
  VirtualThreadSource virtualThreads = VirtualThreads::new;
  private long nextId;

  BrokerFixture(Duration deadline) {
    selection = new Selection(new Settings("", deadline), kept::add);
    Joiner joiner =
        new Joiner(
            thread -> 0,
            List::of,
            new CpuSampler(noTimes(), System::nanoTime),
            new LockOwners(ManagementFactory.getThreadMXBean()),
            name -> name.startsWith("porthole.") ? "porthole.x/1.0.0" : "");
    broker =
        new StackCaptureBroker(
            new StackCaptureBroker.Guests(backends, enrichers),
            joiner,
            selection,
            new StackCaptureBroker.Surroundings(
                Clock.systemUTC(), System::nanoTime, Activities.none(), captures, calls),
            () -> virtualThreads.list());
  }

  private static CpuSampler.CpuTimes noTimes() {
    return new CpuSampler.CpuTimes() {
      @Override
      public long[] threadIds() {
        return new long[0];
      }

      @Override
      public long cpuNanos(long threadId) {
        return -1;
      }

      @Override
      public long userNanos(long threadId) {
        return -1;
      }
    };
  }

  CaptureBackend backend(String name, int ranking, Taking taking) {
    return backend(name, ranking, Availability.YES, taking);
  }

  CaptureBackend backend(String name, int ranking, Availability availability, Taking taking) {
    CaptureBackend backend =
        new CaptureBackend() {
          @Override
          public Availability availability() {
            return availability;
          }

          @Override
          public RawCapture capture(CaptureRequest request) throws CaptureException {
            try {
              return taking.capture(request);
            } catch (CaptureException | RuntimeException e) {
              throw e;
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          }
        };
    backends.add(new Rank(ranking, nextId++), new Guest<>(backend, name, "b." + name + "/1.0.0"));
    return backend;
  }

  ThreadEnricher enricher(String field, ThreadEnricher enricher) {
    enrichers.add(new Rank(0, nextId++), new Guest<>(enricher, field, "e." + field + "/1.0.0"));
    return enricher;
  }

  static RawCapture one(String threadName) {
    RawThread thread = new RawThread();
    thread.threadId = 7;
    thread.name = threadName;
    RawCapture capture = new RawCapture();
    capture.threads.add(thread);
    return capture;
  }

  static Map<Long, Object> field(Object value) {
    return Map.of(7L, value);
  }

  @Override
  public void close() {
    captures.shutdown();
    calls.shutdown();
  }
}
