// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import porthole.host.internal.shutdown.StepDetails;
import porthole.introspection.api.ActivityBoard;
import porthole.introspection.api.ActivityDTO;
import porthole.introspection.api.ThreadActivityDTO;
import porthole.lifecycle.api.ShutdownStep;

/** Reads from the activity board which threads hold up a shutdown, and by what. Thread-safe. */
@Component(service = BoardDetails.class)
public final class BoardDetails implements StepDetails {
  private final AtomicReference<@Nullable ActivityBoard> board = new AtomicReference<>();

  /** Knows nothing while there is no board. */
  @Activate
  public BoardDetails() {}

  @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.OPTIONAL)
  void bindBoard(ActivityBoard service) {
    board.set(service);
  }

  void unbindBoard(ActivityBoard service) {
    board.compareAndSet(service, null);
  }

  @Override
  public List<String> of(ShutdownStep step) {
    ActivityBoard bound = board.get();
    List<String> lines = new ArrayList<>();
    if (bound == null || (step.database.isEmpty() && step.requestId == 0)) {
      return lines;
    }
    for (ThreadActivityDTO thread : bound.read()) {
      if (thread.activities.stream().anyMatch(activity -> isAbout(step, activity))) {
        lines.add(line(thread));
      }
    }
    return lines;
  }

  private static boolean isAbout(ShutdownStep step, ActivityDTO activity) {
    return step.requestId != 0
        ? activity.requestId == step.requestId
        : activity.database.equalsIgnoreCase(step.database);
  }

  /** Such as "qtp-12: bulk insert users/7, 3 s > group commit, 2 s". */
  private static String line(ThreadActivityDTO thread) {
    StringBuilder line = new StringBuilder(thread.threadName).append(": ");
    String separator = "";
    for (ActivityDTO activity : thread.activities) {
      line.append(separator).append(activity.job);
      if (!activity.detail.isEmpty()) {
        line.append(' ').append(activity.detail);
      }
      line.append(
          String.format(
              Locale.ROOT, ", %d s", Duration.ofNanos(activity.elapsedNanos).toSeconds()));
      separator = " > ";
    }
    return line.toString();
  }
}
