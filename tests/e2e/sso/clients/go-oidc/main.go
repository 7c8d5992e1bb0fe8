// An application on go-oidc: signs people in at ISSUER, and shows what it was told of them as JSON.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

type session struct {
	verifier, state, nonce string
	told                   map[string]any
	sid, hint              string
}

type application struct {
	here     string
	provider *oidc.Provider
	verifier *oidc.IDTokenVerifier
	config   oauth2.Config
	end      string

	lock     sync.Mutex
	sessions map[string]*session
}

func main() {
	ctx := context.Background()
	provider, err := oidc.NewProvider(ctx, os.Getenv("ISSUER"))
	if err != nil {
		log.Fatal(err)
	}
	var metadata struct {
		EndSession string `json:"end_session_endpoint"`
	}
	if err := provider.Claims(&metadata); err != nil {
		log.Fatal(err)
	}
	here := "http://127.0.0.1:" + os.Getenv("PORT")
	app := &application{
		here:     here,
		provider: provider,
		verifier: provider.Verifier(&oidc.Config{
			ClientID:             os.Getenv("CLIENT_ID"),
			SupportedSigningAlgs: []string{os.Getenv("ALG")},
		}),
		config: oauth2.Config{
			ClientID:     os.Getenv("CLIENT_ID"),
			ClientSecret: os.Getenv("CLIENT_SECRET"),
			Endpoint:     provider.Endpoint(),
			RedirectURL:  here + "/terug",
			Scopes:       strings.Fields(os.Getenv("SCOPE")),
		},
		end:      metadata.EndSession,
		sessions: map[string]*session{},
	}
	http.HandleFunc("GET /{$}", app.show)
	http.HandleFunc("GET /terug", app.finish)
	http.HandleFunc("GET /uit", app.leave)
	http.HandleFunc("GET /afgemeld", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("afgemeld")) })
	http.HandleFunc("POST /afmelding", app.loggedOut)
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil))
}

// current gives the session of a request, or nil.
func (app *application) current(r *http.Request) *session {
	cookie, err := r.Cookie("app")
	if err != nil {
		return nil
	}
	app.lock.Lock()
	defer app.lock.Unlock()
	return app.sessions[cookie.Value]
}

func (app *application) show(w http.ResponseWriter, r *http.Request) {
	if s := app.current(r); s != nil && s.told != nil {
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(s.told)
		return
	}
	s := &session{
		verifier: oauth2.GenerateVerifier(),
		state:    oauth2.GenerateVerifier(),
		nonce:    oauth2.GenerateVerifier(),
	}
	key := oauth2.GenerateVerifier()
	app.lock.Lock()
	app.sessions[key] = s
	app.lock.Unlock()
	http.SetCookie(w, &http.Cookie{Name: "app", Value: key, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	address := app.config.AuthCodeURL(s.state, oauth2.S256ChallengeOption(s.verifier), oidc.Nonce(s.nonce))
	http.Redirect(w, r, address, http.StatusFound)
}

func (app *application) finish(w http.ResponseWriter, r *http.Request) {
	s := app.current(r)
	if s == nil || r.URL.Query().Get("state") != s.state {
		http.Error(w, "state", http.StatusBadRequest)
		return
	}
	if err := app.exchange(r, s); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	http.Redirect(w, r, app.here, http.StatusFound)
}

func (app *application) exchange(r *http.Request, s *session) error {
	token, err := app.config.Exchange(r.Context(), r.URL.Query().Get("code"), oauth2.VerifierOption(s.verifier))
	if err != nil {
		return err
	}
	raw, _ := token.Extra("id_token").(string)
	verified, err := app.verifier.Verify(r.Context(), raw)
	if err != nil {
		return err
	}
	if verified.Nonce != s.nonce {
		return errors.New("nonce")
	}
	if err := verified.VerifyAccessToken(token.AccessToken); err != nil {
		return err
	}
	userinfo, err := app.provider.UserInfo(r.Context(), oauth2.StaticTokenSource(token))
	if err != nil {
		return err
	}
	var idClaims, infoClaims map[string]any
	if err := errors.Join(verified.Claims(&idClaims), userinfo.Claims(&infoClaims)); err != nil {
		return err
	}
	app.lock.Lock()
	defer app.lock.Unlock()
	s.told = map[string]any{"id_token": idClaims, "userinfo": infoClaims}
	s.sid, _ = idClaims["sid"].(string)
	s.hint = raw
	return nil
}

func (app *application) leave(w http.ResponseWriter, r *http.Request) {
	s := app.current(r)
	if s == nil || s.told == nil {
		http.NotFound(w, r)
		return
	}
	app.forget(s.sid)
	query := url.Values{
		"id_token_hint":            {s.hint},
		"post_logout_redirect_uri": {app.here + "/afgemeld"},
		"state":                    {"uit"},
	}
	http.Redirect(w, r, app.end+"?"+query.Encode(), http.StatusFound)
}

// loggedOut receives logout tokens (OpenID Connect Back-Channel Logout 1.0).
func (app *application) loggedOut(w http.ResponseWriter, r *http.Request) {
	token, err := app.verifier.VerifyLogout(r.Context(), r.PostFormValue("logout_token"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	app.forget(token.SessionID)
	w.Header().Set("Cache-Control", "no-store")
}

func (app *application) forget(sid string) {
	app.lock.Lock()
	defer app.lock.Unlock()
	for key, s := range app.sessions {
		if s.told != nil && s.sid == sid {
			delete(app.sessions, key)
		}
	}
}
