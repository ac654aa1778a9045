# What a newcomer calls, and exactly what CI calls. Go and make are enough for
# run, test and bench; every tool is run at the version pinned here.

GO          ?= go
RUNS        ?= 4000
SCENARIO    ?= us-russia-2025
GOFUMPT     := mvdan.cc/gofumpt@v0.12.0
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.1

.PHONY: help run test race bench lint charts claims docs sheet

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: ## play the built-in scenario; tables and charts go to results/
	$(GO) run ./cmd/backchannel run $(SCENARIO) --runs $(RUNS) --out results/$(SCENARIO) --force

test: ## run all tests
	$(GO) test -timeout 40m ./...

race: ## run the tests that need no long samples under the race detector
	$(GO) test -race -short -shuffle=on -timeout 40m ./...

bench: ## time the engine: ns a run and a tick, allocations
	$(GO) test -run '^$$' -bench . ./sim/...

lint: ## formatting, vet, staticcheck, go fix: no output is good
	@out=$$($(GO) run $(GOFUMPT) -l .); if [ -n "$$out" ]; then echo "not gofumpt'ed:" $$out; exit 1; fi
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...
	@out=$$($(GO) fix -diff ./...) || { echo "$$out"; exit 1; }

charts: ## rebuild every picture and table in the README but that of the claims, in some minutes
	$(GO) test ./docs -count=1 -run Readme -update
	$(GO) run ./cmd/backchannel sensitivity us-russia-2025 --assumptions --out results/readme/sensitivity --force
	$(GO) run ./cmd/backchannel sweep us-russia-2025 --assumptions --design sobol --points 4096 --runs 50 --out results/readme/sweep --force
	$(GO) test ./docs -count=1 -run UnknownOfTheReadme -unknown $(CURDIR)/results/readme

claims: ## test every claim in plausible worlds and rebuild the table in the README
	$(GO) run ./cmd/backchannel claims --vary --out results/claims --force
	$(GO) test ./docs -count=1 -run ClaimsOfTheReadme -claims $(CURDIR)/results/claims/claims.json

docs: ## rebuild the generated parts of the model's description
	$(GO) test ./docs -count=1 -run ODD -update

sheet: ## put every kind of chart, with easy and hard data, on contact sheets in sheets/
	$(GO) test ./plots -count=1 -run Sheet -sheets $(CURDIR)/sheets
