// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.studio;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import porthole.admin.internal.web.AdminServlet;
import porthole.admin.internal.web.BoundActivities;
import porthole.admin.internal.web.Refusal;

/**
 * The console's pages. They hold no data and need no token: a page asks the admin routes, and for
 * those the person at it has to give the token.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("porthole.admin.studio")
@HttpWhiteboardServletPattern("/studio/*")
public final class StudioServlet extends AdminServlet {
  private static final long serialVersionUID = 1L;

  /** Only what this server itself serves is loaded, run, called or framed. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String FIRST_PAGE = "/studio/stacks";

  /** Serves until {@link #stop}. */
  @Activate
  public StudioServlet(@Reference BoundActivities activities) {
    super(activities.activities());
  }

  @Deactivate
  void stop() {
    drain();
  }

  @Override
  protected String job(HttpServletRequest request) {
    return "console page";
  }

  @Override
  protected void handle(HttpServletRequest request, HttpServletResponse response)
      throws IOException, Refusal {
    allow(request, response, "GET");
    String path = pathOf(request);
    if (path.equals("/")) {
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader("Location", FIRST_PAGE);
      return;
    }
    // A page's address has no extension; what it loads has.
    String file = path.indexOf('.') < 0 ? path + ".html" : path;
    send(
        request,
        response,
        StudioFile.at(file)
            .orElseThrow(
                () -> Refusal.of(404, "The console has no page " + request.getRequestURI() + ".")));
  }

  private static void send(
      HttpServletRequest request, HttpServletResponse response, StudioFile file)
      throws IOException {
    response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    // Asked again each time: a replaced bundle's page must show at once.
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("ETag", file.etag());
    if (file.etag().equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(file.contentType());
    response.setContentLength(file.content().length);
    response.getOutputStream().write(file.content());
  }
}
