// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.route;

/**
 * One route.
 *
 * @param job what it does, in words an operator understands; shown while a request is answered
 */
public record Route(String method, PathPattern pattern, String job, Handler handler) {

  /** A route. */
  public static Route of(String method, String pattern, String job, Handler handler) {
    return new Route(method, new PathPattern(pattern), job, handler);
  }
}
