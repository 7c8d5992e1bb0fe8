package sso;

import static org.springframework.security.config.Customizer.withDefaults;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application on Spring Security: signs people in at ISSUER, and shows what it was told of them as JSON. */
@SpringBootApplication
@RestController
public class Application {
  public static void main(String[] arguments) {
    System.setProperty("scopes", System.getenv("SCOPE").replace(' ', ','));
    SpringApplication.run(Application.class, arguments);
  }

  @Bean
  SecurityFilterChain chain(HttpSecurity http, ClientRegistrationRepository clients) throws Exception {
    // Without this, userinfo is only read when a scope of the standard itself was asked for.
    var people = new OidcUserService();
    people.setRetrieveUserInfo(request -> true);
    var leaving = new OidcClientInitiatedLogoutSuccessHandler(clients);
    leaving.setPostLogoutRedirectUri("{baseUrl}/afgemeld");
    var uit = PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/uit");
    return http.authorizeHttpRequests(
            rules -> rules.requestMatchers("/afgemeld").permitAll().anyRequest().authenticated())
        .oauth2Login(
            login ->
                login
                    .redirectionEndpoint(back -> back.baseUri("/terug"))
                    .userInfoEndpoint(info -> info.oidcUserService(people)))
        .oidcLogout(logout -> logout.backChannel(withDefaults()))
        .logout(logout -> logout.logoutRequestMatcher(uit).logoutSuccessHandler(leaving))
        .build();
  }

  @GetMapping("/")
  Map<String, Object> show(@AuthenticationPrincipal OidcUser person) {
    return Map.of(
        "id_token", person.getIdToken().getClaims(), "userinfo", person.getUserInfo().getClaims());
  }

  @GetMapping("/afgemeld")
  String left() {
    return "afgemeld";
  }
}
