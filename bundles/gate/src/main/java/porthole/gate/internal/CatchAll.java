// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * Gets what no other servlet takes, and only says so: {@link Gate}, which called, decides whether
 * to wait.
 */
@Component(
    service = Servlet.class,
    scope = ServiceScope.PROTOTYPE,
    property = {
      "osgi.http.whiteboard.servlet.name=porthole.gate",
      "osgi.http.whiteboard.servlet.pattern=/*",
      "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
    })
public final class CatchAll extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.setAttribute(AwayResponse.NO_SERVLET, true);
  }
}
