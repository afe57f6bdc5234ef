// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.shutdown;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.lifecycle.api.ShutdownStep;

/** What {@code GET /admin/shutdown} answers. */
public final class ShutdownJson {
  /** More would make the answer slow just when time is short. */
  private static final int NAMED = 1_000;

  /** For each of these the whole activity board is read. */
  private static final int DETAILED = 20;

  private ShutdownJson() {}

  /** Writes a report as one JSON object. */
  public static void write(JsonWriter json, ShutdownReport report, StepDetails details)
      throws IOException {
    json.beginObject();
    json.name("State").value(report.underWay() ? "ShuttingDown" : "Serving");
    json.name("BudgetMs").value(report.budget().toMillis());
    if (report.underWay()) {
      json.name("Reason").value(report.reason());
      json.name("Since").value(report.since().toString());
      json.name("ElapsedMs").value(report.elapsed().toMillis());
      json.name("LeftMs").value(Math.max(0, report.budget().minus(report.elapsed()).toMillis()));
    }
    json.name("Phases").beginArray();
    for (PhaseReport phase : report.phases()) {
      write(json, phase, details);
    }
    json.endArray().endObject();
  }

  private static void write(JsonWriter json, PhaseReport phase, StepDetails details)
      throws IOException {
    @Nullable Instant endedAt = phase.endedAt();
    json.beginObject();
    json.name("Phase").value(phase.phase().name());
    json.name("State").value(state(phase));
    json.name("Since").value(phase.since().toString());
    json.name("EndedAt").value(endedAt == null ? null : endedAt.toString());
    json.name("Total").value(phase.total());
    json.name("Done").value(phase.done());
    json.name("Left").beginArray();
    int written = 0;
    for (ShutdownStep step : phase.left().subList(0, Math.min(NAMED, phase.left().size()))) {
      boolean inDetail = endedAt == null && written++ < DETAILED;
      write(json, step, inDetail ? details.of(step) : List.of());
    }
    json.endArray().name("Failures").beginArray();
    for (String failure : phase.failures()) {
      json.value(failure);
    }
    json.endArray().endObject();
  }

  private static void write(JsonWriter json, ShutdownStep step, List<String> activities)
      throws IOException {
    json.beginObject();
    json.name("What").value(step.what);
    json.name("State").value(step.state);
    json.name("Since").value(step.since.toString());
    json.name("WaitingFor").value(step.waitingFor);
    json.name("Activities").beginArray();
    for (String activity : activities) {
      json.value(activity);
    }
    json.endArray().endObject();
  }

  private static String state(PhaseReport phase) {
    if (phase.endedAt() == null) {
      return "Running";
    }
    return phase.left().isEmpty() ? "Done" : "CutOff";
  }
}
