# What the R package survey makes of responses.csv and population.csv, as JSON: Rscript tests/reference/survey.R > tests/reference/survey.json
suppressPackageStartupMessages(library(survey))

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))
data <- read.csv(file.path(here, "responses.csv"), stringsAsFactors = TRUE)
population <- read.csv(file.path(here, "population.csv"))
items <- c("A1", "A2", "A3")
data$satisfied <- rowSums(data[items] >= 4, na.rm = TRUE)
data$answered <- rowSums(!is.na(data[items]))

margin <- function(variable, whole) {
  rows <- population[population$variable == variable, ]
  setNames(data.frame(factor(rows$level), rows$share * whole), c(variable, "Freq"))
}
raked <- function(design, variables) {
  whole <- sum(weights(design))
  rake(design, lapply(variables, function(one) reformulate(one)), lapply(variables, margin, whole = whole),
       control = list(maxit = 1000, epsilon = 1e-13))
}
mean_one <- function(design) { w <- weights(design); w / mean(w) }

equal <- svydesign(ids = ~1, weights = rep(1, nrow(data)), data = data)
drawn <- svydesign(ids = ~1, weights = ~weight, data = data)
everything <- c("gender", "age", "area")
made <- list(
  none = mean_one(equal),
  design = mean_one(drawn),
  poststratify = mean_one(postStratify(equal, ~age, margin("age", nrow(data)))),
  `poststratify-design` = mean_one(postStratify(drawn, ~age, margin("age", nrow(data)))),
  rake = mean_one(raked(equal, everything)),
  `rake-design` = mean_one(raked(drawn, everything))
)
made$`rake-design-trim` <- mean_one(trimWeights(
  svydesign(ids = ~1, weights = made$`rake-design`, data = data), lower = 0.4, upper = 2.2, strict = TRUE
))

number <- function(x) sprintf("%.12g", unname(as.vector(x)))
list_of <- function(x) paste0("[", paste(number(x), collapse = ","), "]")
object_of <- function(names, texts) paste0("{", paste0("\"", names, "\":", texts, collapse = ","), "}")

estimates <- function(design) {
  by_item <- sapply(items, function(item) {
    answered <- subset(design, !is.na(data[[item]]))
    yes <- reformulate(sprintf("I(%s >= 4)", item))
    mean <- svymean(reformulate(sprintf("as.numeric(%s >= 4)", item)), answered)
    ci <- attr(svyciprop(yes, answered, method = "beta"), "ci")
    object_of(c("share", "error", "interval"), c(number(coef(mean)), number(SE(mean)), list_of(ci)))
  })
  pooled <- svyratio(~satisfied, ~answered, design)
  all <- object_of(c("share", "error"), c(number(coef(pooled)), number(SE(pooled))))
  object_of(c(items, "all"), c(by_item, all))
}

cases <- sapply(names(made), function(name) {
  data$w <- made[[name]]
  alone <- svydesign(ids = ~1, weights = ~w, data = data)
  clustered <- svydesign(ids = ~cluster, weights = ~w, data = data)
  object_of(c("weights", "alone", "clustered"), c(list_of(data$w), estimates(alone), estimates(clustered)))
})
versions <- object_of(c("R", "survey"), sprintf("\"%s\"", c(as.character(getRversion()), as.character(packageVersion("survey")))))
cat(object_of(c("versions", "cases"), c(versions, paste0("{\n", paste0("\"", names(made), "\":", cases, collapse = ",\n"), "\n}"))), "\n", sep = "")
