# The line protocol of the peers: JSON in, JSON out, and options that are known by name.
package Lines;

use strict;
use warnings;
use JSON::PP;

my $json = JSON::PP->new->utf8->canonical;
my $begun = '';

$| = 1;

sub say { print $json->encode({@_}), "\n" }

# What JSON::PP would otherwise write as text.
sub number { return 0 + $_[0] }

# Puts the wanted options, a line of JSON or a hash, over the present ones.
sub set {
    my ($options, $wanted) = @_;
    $wanted = $json->decode($wanted) unless ref $wanted;
    for my $name (keys %$wanted) {
        die "no such option: $name\n" unless exists $options->{$name};
        $options->{$name} = $wanted->{$name};
    }
}

# Calls $act with each whole line's one key and its value. False when there are no more lines.
sub hear {
    my ($act) = @_;
    sysread STDIN, $begun, 65536, length $begun or return 0;
    while ($begun =~ s/^(.*)\n//) {
        my $line = $json->decode($1);
        $act->($_, $line->{$_}) for keys %$line;
    }
    return 1;
}

1;
