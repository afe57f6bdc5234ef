// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture.subject.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import porthole.benchmarks.usage.NativeUsage;

/**
 * Has the threads that the framework properties {@code porthole.benchmark.still} and {@code .busy}
 * say, and tells in lines of {@code name=number}.
 *
 * <ul>
 *   <li>{@code GET /admin/benchmark/usage}: CPU time so far, of the process, of its busy threads,
 *       of its children that have ended; what the busy threads have done; live threads
 *   <li>{@code GET /admin/benchmark/dump}: how long {@code dumpAllThreads} took
 * </ul>
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("porthole.benchmarks.capture.subject")
@HttpWhiteboardServletPattern("/admin/benchmark/*")
public final class SubjectServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient StillThreads still;
  private final transient BusyThreads busy;

  /** Starts the threads. */
  @Activate
  public SubjectServlet(BundleContext context) throws IOException, InterruptedException {
    this.still = StillThreads.start(number(context, "porthole.benchmark.still"));
    this.busy = BusyThreads.start(number(context, "porthole.benchmark.busy"));
  }

  private static int number(BundleContext context, String property) {
    String value = context.getProperty(property);
    return value == null ? 0 : Integer.parseInt(value);
  }

  @Deactivate
  void end() throws IOException {
    busy.close();
    still.close();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, Long> answer = new TreeMap<>();
    switch (String.valueOf(request.getPathInfo())) {
      case "/usage" -> usage(answer);
      case "/dump" -> dump(answer);
      default -> {
        response.sendError(HttpServletResponse.SC_BAD_REQUEST, "usage or dump");
        return;
      }
    }
    response.setContentType("text/plain");
    response
        .getWriter()
        .write(
            answer.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining()));
  }

  private void usage(Map<String, Long> answer) {
    answer.put("work", busy.work());
    answer.put("nanos", System.nanoTime());
    answer.put("busyCpu", busy.cpuNanos());
    answer.put("processCpu", NativeUsage.processNanos());
    answer.put("childrenCpu", NativeUsage.childrenNanos());
    answer.put("threads", (long) ManagementFactory.getThreadMXBean().getThreadCount());
  }

  private static void dump(Map<String, Long> answer) {
    long begin = System.nanoTime();
    ThreadInfo[] threads = ManagementFactory.getThreadMXBean().dumpAllThreads(true, true);
    answer.put("nanos", System.nanoTime() - begin);
    answer.put("threads", (long) threads.length);
  }
}
