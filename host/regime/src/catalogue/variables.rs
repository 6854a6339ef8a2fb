//! What a message refers to: the variables that it is to be given, with the variants that they select, and other messages.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, Pattern, PatternElement, VariantKey};

/// What a message refers to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct References {
    /// The variables, and how each is used.
    pub(crate) variables: BTreeMap<String, Use>,
    /// Other messages; terms with their dash.
    pub(crate) messages: BTreeSet<String>,
}

/// How a message uses a variable.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Use {
    /// The names of the variants that it selects.
    pub(crate) variants: BTreeSet<String>,
    /// Whether it selects a plural form.
    pub(crate) number: bool,
}

impl Use {
    pub(super) fn and(&mut self, other: Self) {
        self.variants.extend(other.variants);
        self.number |= other.number;
    }
}

/// Plural categories: what a number selects, and a text never does.
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

impl References {
    pub(super) fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    if let InlineExpression::VariableReference { id } = selector {
                        let selects = self.variables.entry(id.name.to_owned()).or_default();
                        match &variant.key {
                            VariantKey::Identifier { name } if !PLURALS.contains(name) => {
                                selects.variants.insert((*name).to_owned());
                            }
                            _ => selects.number = true,
                        }
                    }
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, expression: &InlineExpression<&str>) {
        match expression {
            InlineExpression::VariableReference { id } => {
                self.variables.entry(id.name.to_owned()).or_default();
            }
            InlineExpression::MessageReference { id, .. } => {
                self.messages.insert(id.name.to_owned());
            }
            InlineExpression::TermReference { id, arguments, .. } => {
                self.messages.insert(format!("-{}", id.name));
                if let Some(arguments) = arguments {
                    self.arguments(arguments);
                }
            }
            InlineExpression::FunctionReference { arguments, .. } => self.arguments(arguments),
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }

    fn arguments(&mut self, arguments: &CallArguments<&str>) {
        arguments.positional.iter().for_each(|argument| self.inline(argument));
        arguments.named.iter().for_each(|argument| self.inline(&argument.value));
    }
}
