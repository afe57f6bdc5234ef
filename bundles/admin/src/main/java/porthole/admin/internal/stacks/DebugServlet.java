// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.stacks;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import porthole.admin.internal.capture.BrokerReference;
import porthole.admin.internal.web.AdminServlet;
import porthole.admin.internal.web.BoundActivities;
import porthole.admin.internal.web.JsonAnswer;
import porthole.admin.internal.web.Refusal;
import porthole.capture.api.CaptureBroker;
import porthole.capture.api.CaptureException;
import porthole.capture.api.CaptureOptions;
import porthole.capture.api.CaptureReport;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;

/** The routes under {@code /admin/debug}: so far, {@code GET /admin/debug/threads/stack-trace}. */
@Component(service = Servlet.class, configurationPid = "porthole.admin")
@Designate(ocd = StackTraceConfig.class)
@HttpWhiteboardServletName("porthole.admin.debug")
@HttpWhiteboardServletPattern("/admin/debug/*")
public final class DebugServlet extends AdminServlet {
  private static final long serialVersionUID = 1L;
  private static final String STACK_TRACE = "/threads/stack-trace";

  private final transient BrokerReference broker;
  private final transient Activities activities;
  private final Duration patience;

  /** Serves until {@link #stop}. */
  @Activate
  public DebugServlet(
      @Reference BrokerReference broker,
      @Reference BoundActivities activities,
      StackTraceConfig config) {
    this(broker, activities, Duration.ofMillis(Math.max(1, config.capturePatience_ms())));
  }

  DebugServlet(BrokerReference broker, BoundActivities activities, Duration patience) {
    super(activities.activities());
    this.broker = broker;
    this.activities = activities.activities();
    this.patience = patience;
  }

  @Deactivate
  void stop() {
    drain();
  }

  @Override
  protected String job(HttpServletRequest request) {
    return pathOf(request).equals(STACK_TRACE) ? "stack trace" : "diagnostics";
  }

  @Override
  protected void handle(HttpServletRequest request, HttpServletResponse response)
      throws IOException, Refusal {
    if (!pathOf(request).equals(STACK_TRACE)) {
      throw Refusal.of(501, "There is no route " + request.getRequestURI() + ".");
    }
    allow(request, response, "GET");
    ThreadFilter filter = ThreadFilter.parse(request.getParameterValues("threadId"));
    CaptureReport report = capture(options(request));
    JsonAnswer.send(request, response, new StackTraceAnswer(report, filter, remarksOn(request)));
  }

  private static CaptureOptions options(HttpServletRequest request) {
    return new CaptureOptions(
        Boolean.parseBoolean(request.getParameter("native")),
        Boolean.parseBoolean(request.getParameter("consistent")),
        Boolean.parseBoolean(request.getParameter("virtual")));
  }

  private CaptureReport capture(CaptureOptions options) throws Refusal {
    CaptureBroker bound = broker.get();
    try (Activity activity =
        activities.begin(
            ActivityKind.CAPTURE,
            "wait for capture",
            Activities.NO_DATABASE,
            Activities.NO_REQUEST)) {
      return bound.capture(patience, options);
    } catch (CaptureException e) {
      throw BrokerReference.refusal(e);
    }
  }

  private static List<String> remarksOn(HttpServletRequest request) {
    return Boolean.parseBoolean(request.getParameter("includeStackObjects"))
        ? List.of("includeStackObjects is left out: objects on stacks are not reported.")
        : List.of();
  }
}
