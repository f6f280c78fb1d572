package io.micms.gateway.login;

import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Says why somebody is not signed in, on a page that needs nothing else to work. */
@Configuration(proxyBeanMethods = false)
class SignInProblemPage {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>%1$s · Mi-CMS</title>
              <style>
                body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f4f5f7; color: #1f2933;
                       font: 16px/1.5 system-ui, sans-serif; }
                main { max-width: 26rem; margin: 1rem; padding: 2rem; background: #fff; border-radius: .75rem;
                       box-shadow: 0 1px 4px rgb(0 0 0 / .12); }
                h1 { margin: 0 0 .5rem; font-size: 1.25rem; }
                a { display: inline-block; margin-top: .75rem; margin-right: 1rem; color: #2f4fd0; }
              </style>
            </head>
            <body>
              <main>
                <h1>%1$s</h1>
                <p>%2$s</p>
                <a href="/login?chooseAccount=true">Sign in again</a><a href="/">Home</a>
              </main>
            </body>
            </html>
            """;

    /** A route and not a controller: without the parameter, the path is the UI's. */
    @Bean
    RouterFunction<ServerResponse> signInProblems() {
        return RouterFunctions.route(
                RequestPredicates.GET("/").and(RequestPredicates.param("error", code -> true)),
                request -> page(SignInProblem.of(request.param("error").orElse(""))));
    }

    private static ServerResponse page(SignInProblem problem) {
        return ServerResponse.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(PAGE.formatted(problem.title(), problem.text()));
    }
}
