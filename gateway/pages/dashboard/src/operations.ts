/** The operations behind the pages; "how is this computed" shows them, to be copied into the Playground. */
const FIGURE = "value numerator denominator suppressed";
const INDICATOR = `code zh en group status notMeasuredBecause unit target met ${FIGURE} staleSources
      definition { numerator denominator period source computedFrom }`;
const CELL = `key zh en stale ${FIGURE}`;
const POINT = `period ${FIGURE}`;
const STANDING = "standing { rank coverage quality timeliness tasksDue tasksLate }";
const TASK = "id clause titleZh titleEn unitsText deadline due continuous light lightBecause";

export const OVERVIEW = `query Overview($period: String!) {
  supervision(period: $period) {
    period from to frozenAt computedAt
    sources { sector lastEventAt readAt stale }
    indicators {
      ${INDICATOR}
      trend(months: 12) { ${POINT} }
    }
    tasks { ${TASK} }
    members { code zh en nowZh place sectors ${STANDING} }
    campaigns { id zh en date }
  }
}`;

export const MEMBERS = `query Members($period: String!) {
  supervision(period: $period) {
    members { code zh en nowZh place sectors ${STANDING} }
  }
}`;

export const MEMBER = `query Member($period: String!, $code: ID!) {
  supervision(period: $period) {
    member(code: $code) {
      code zh en nowZh place sectors ${STANDING}
      stewards { sector officer named trainedOn }
      items { code zh en type records suppressed reported nilReturn }
      tasks { ${TASK} }
    }
  }
}`;

export const RECORDS = `query Records($period: String!) {
  supervision(period: $period) {
    coverage: indicator(code: "K01") { ${INDICATOR} byMember: breakdown(by: MEMBER) { ${CELL} } }
    fields: indicator(code: "K04") { ${INDICATOR} byField: breakdown(by: FIELD) { ${CELL} } }
    populations: indicator(code: "K01") { code byPopulation: breakdown(by: POPULATION) { ${CELL} } }
    quality: indicator(code: "K11") { ${INDICATOR} byMember: breakdown(by: MEMBER) { ${CELL} } trend(months: 12) { ${POINT} } }
    reviews: indicator(code: "K10") { ${INDICATOR} trend(months: 12) { ${POINT} } }
    corrections: indicator(code: "K12") { ${INDICATOR} trend(months: 12) { ${POINT} } }
  }
}`;

export const QUERIES = `query Queries($period: String!) {
  supervision(period: $period) {
    queries: indicator(code: "K21") { ${INDICATOR} byAgency: breakdown(by: AGENCY) { ${CELL} } byPurpose: breakdown(by: PURPOSE) { ${CELL} } byRight: breakdown(by: RIGHT) { ${CELL} } trend(months: 12) { ${POINT} } }
    denials: indicator(code: "K23") { ${INDICATOR} byAgency: breakdown(by: AGENCY) { ${CELL} } trend(months: 12) { ${POINT} } }
    clerks: indicator(code: "K22") { ${INDICATOR} byAgency: breakdown(by: AGENCY) { ${CELL} } }
    minimisation: indicator(code: "K24") { ${INDICATOR} }
    evidence: indicator(code: "K26") { ${INDICATOR} }
  }
}`;

export const RIGHTS = `query Rights($period: String!) {
  supervision(period: $period) {
    views: indicator(code: "K27") { ${INDICATOR} }
    expired: indicator(code: "K19") { ${INDICATOR} trend(months: 12) { ${POINT} } }
    revocation: indicator(code: "K20") { ${INDICATOR} }
    red: indicator(code: "K28") { ${INDICATOR} byType: breakdown(by: RECORD_TYPE) { ${CELL} } }
    severe: indicator(code: "K29") { ${INDICATOR} byType: breakdown(by: RECORD_TYPE) { ${CELL} } }
    indicators { ${INDICATOR} }
    authorisations { ${CELL} }
  }
}`;

export const TASKS = `query Tasks($period: String!) {
  supervision(period: $period) {
    tasks { ${TASK} lead { code zh en } notes(first: 5) { id at text percent evidence done member { code zh en } } }
    dated: indicator(code: "K33") { ${INDICATOR} }
    continuous: indicator(code: "K34") { ${INDICATOR} }
    campaigns { id zh en date note }
  }
}`;

export const INSPECTION = `query Inspection($period: String!, $year: Int!) {
  supervision(period: $period) {
    inspection(year: $year) {
      year about openedAt closedAt
      results {
        member { code zh en }
        indicators { ${CELL} }
        findings { id text due closedOn rectification late }
      }
    }
    followUp: indicator(code: "K35") { ${INDICATOR} }
    indicators { code unit }
    members { code zh en nowZh place sectors ${STANDING} }
  }
}`;
